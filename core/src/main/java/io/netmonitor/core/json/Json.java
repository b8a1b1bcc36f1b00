// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.result.Result;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Reads and writes the JSON of the house. Safe for use by many threads. */
public final class Json {
    /** Instants with exactly nine digits, so that text order is time order. */
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter().withZone(ZoneOffset.UTC);

    private static final JsonMapper MAPPER = build(false);
    private static final JsonMapper STRICT = build(true);

    private Json() {}

    /** One line of JSON. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** JSON in UTF-8, one line. */
    public static byte[] writeBytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value as a tree that can be added to. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** An instant as JSON shows it: UTC, nine digits. */
    public static String text(Instant instant) {
        return INSTANT.format(instant);
    }

    /**
     * Reads what a peer of another version may have written: unknown fields are ignored.
     *
     * @throws InvalidInputException naming the place and the cause
     */
    public static <T> T read(String text, Class<T> type) {
        return read(MAPPER, text, type);
    }

    /**
     * Reads what a person wrote: an unknown field is a fault, because it is most likely a slip of the pen, and
     * so is one that is there twice.
     *
     * @throws InvalidInputException naming the field
     */
    public static <T> T readStrictly(String text, Class<T> type) {
        return read(STRICT, text, type);
    }

    /**
     * Turns a tree into a value; an unknown field is a fault.
     *
     * @throws InvalidInputException naming the field
     */
    public static <T> T convertStrictly(JsonNode tree, Class<T> type) {
        try {
            return present(STRICT.treeToValue(tree, type));
        } catch (JacksonException e) {
            throw JsonFaults.refusal(e);
        }
    }

    private static <T> T read(JsonMapper mapper, String text, Class<T> type) {
        try {
            return present(mapper.readValue(text, type));
        } catch (JacksonException e) {
            throw JsonFaults.refusal(e);
        }
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new InvalidInputException("body", "is null");
        }
        return value;
    }

    private static JsonMapper build(boolean strict) {
        SimpleModule module = new SimpleModule("netmonitor");
        module.addSerializer(Instant.class, new InstantSerializer());
        module.addSerializer(Result.class, new ResultJson.Writer());
        module.addDeserializer(Result.class, new ResultJson.Reader());
        return JsonMapper.builder()
                .addModule(module)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strict)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .changeDefaultPropertyInclusion(inclusion -> inclusion
                        .withValueInclusion(JsonInclude.Include.NON_NULL)
                        .withContentInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializationContext context) {
            out.writeString(text(value));
        }
    }
}
