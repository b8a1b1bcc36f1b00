// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a result may be at most, checked before anything of its batch is written. */
final class Bounds {
    /** Longest text of a field, characters. */
    static final int MAX_TEXT = 4_096;
    /** Most values that a result may carry. */
    static final int MAX_VALUES = 256;

    private static final int MAX_FIELD_NAME = 128;
    private static final int MAX_TOTAL_TEXT = 65_536;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Duration LONGEST = Duration.ofDays(366);

    private final List<Fault> faults = new ArrayList<>();
    private String where = "";
    private int totalText;

    private Bounds() {}

    /**
     * Checks the results of batches.
     *
     * @throws InvalidInputException naming each fault by batch and result: {@code batch 5 results[3].reason}
     */
    static void require(List<Batch> batches) {
        Bounds bounds = new Bounds();
        for (Batch batch : batches) {
            bounds.where = "batch " + batch.number() + " ";
            bounds.text("node", batch.node());
            for (int i = 0; i < batch.results().size(); i++) {
                bounds.where = "batch " + batch.number() + " results[" + i + "].";
                bounds.check(batch.results().get(i));
            }
        }
        InvalidInputException.throwIfAny(bounds.faults);
    }

    /** The nearest instant within the bounds. A time that somebody asks for may be any; no result lies outside. */
    static Instant clamp(Instant instant) {
        return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
    }

    private void check(Result result) {
        totalText = 0;
        text("task", result.task());
        text("runId", result.runId());
        text("kind", result.kind());
        text("source", result.path().source());
        text("destination", result.path().destination());
        text("reason", result.reason());
        instant("plannedAt", result.plannedAt());
        instant("startedAt", result.startedAt());
        instant("receivedAt", result.receivedAt());
        if (result.duration().compareTo(LONGEST) > 0) {
            fault("durationNs", "is longer than " + LONGEST + ": " + result.duration());
        }
        Map<String, Object> values = result.values().byField();
        if (values.size() > MAX_VALUES) {
            fault("values", "are more than " + MAX_VALUES + ": " + values.size());
            return;
        }
        values.forEach((field, value) -> {
            if (field.length() > MAX_FIELD_NAME || !isUnicode(field)) {
                fault(
                        "values",
                        "have a name that is longer than " + MAX_FIELD_NAME + " characters or broken: "
                                + field.substring(0, Math.min(field.length(), MAX_FIELD_NAME)));
            } else if (value instanceof String text) {
                text(field, text);
            }
        });
        if (totalText > MAX_TOTAL_TEXT) {
            fault("values", "have more than " + MAX_TOTAL_TEXT + " characters of text: " + totalText);
        }
    }

    private void text(String field, @Nullable String text) {
        if (text == null) {
            return;
        }
        totalText += text.length();
        if (text.length() > MAX_TEXT) {
            fault(field, "is longer than " + MAX_TEXT + " characters: " + text.length());
        } else if (!isUnicode(text)) {
            fault(field, "has half a character, which cannot be written in UTF-8");
        }
    }

    private void instant(String field, @Nullable Instant instant) {
        if (instant != null && (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST))) {
            fault(field, "is outside " + EARLIEST + " to " + LATEST + ": " + instant);
        }
    }

    private void fault(String field, String message) {
        // The first few say enough.
        if (faults.size() < 20) {
            faults.add(new Fault(where + field, message));
        }
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= Character.MIN_SURROGATE) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return true;
    }
}
