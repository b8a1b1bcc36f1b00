// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Direction;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.task.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class JsonTest {
    record Sample(
            String name,
            int count,
            @Nullable Instant at,
            @Nullable Family family,
            List<String> words,
            @Nullable Inner inner) {}

    record Inner(boolean flag, @Nullable Long whole) {}

    private static final String WHOLE =
            "{\"name\":\"x\",\"count\":1,\"at\":\"2026-11-22T11:00:00.000000000Z\",\"family\":\"ipv6\",\"words\":[\"a\",\"中\"],"
                    + "\"inner\":{\"flag\":true,\"whole\":5}}";

    @Test
    void readsBackWhatItWrites() {
        Sample sample = Json.read(WHOLE, Sample.class);

        assertThat(sample.at()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
        assertThat(Json.write(sample)).isEqualTo(WHOLE);
        assertThat(new String(Json.writeBytes(sample), StandardCharsets.UTF_8)).isEqualTo(WHOLE);
        assertThat(Json.convertStrictly(Json.tree(sample), Sample.class)).isEqualTo(sample);
    }

    @Test
    void leavesNullsOut() {
        Sample sample = new Sample("x", 0, null, null, List.of(), new Inner(false, null));

        assertThat(Json.write(sample))
                .isEqualTo("{\"name\":\"x\",\"count\":0,\"words\":[],\"inner\":{\"flag\":false}}");
    }

    @Test
    void writesEnumsAsTheirWords() {
        assertThat(Json.write(Map.of("direction", Direction.ROUND_TRIP))).isEqualTo("{\"direction\":\"roundTrip\"}");
        assertThat(Json.write(new Path("a", "b", Family.IPV4)))
                .isEqualTo("{\"source\":\"a\",\"destination\":\"b\",\"family\":\"ipv4\"}");
        assertThat(Json.write(Health.up("fine"))).isEqualTo("{\"up\":true,\"detail\":\"fine\"}");
    }

    @Property
    void theOrderOfInstantsAsTextIsTheirOrderInTime(
            @ForAll @LongRange(min = 0, max = 9_000_000_000_000_000_000L) long one,
            @ForAll @LongRange(min = -5, max = 5) long apart) {
        Instant instant = Instant.ofEpochSecond(0, one);
        Instant other = instant.plusNanos(apart);

        assertThat(Json.text(instant)).hasSize(30).endsWith("Z");
        assertThat(Integer.signum(Json.text(instant).compareTo(Json.text(other))))
                .isEqualTo(Long.signum(-apart));
    }

    @Test
    void ignoresUnknownFieldsOfAPeerButNotOfAPerson() {
        String text = "{\"flag\":true,\"flga\":false}";

        assertThat(Json.read(text, Inner.class)).isEqualTo(new Inner(true, null));
        assertThatThrownBy(() -> Json.readStrictly(text, Inner.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("flga: is unknown; there are flag, whole");
        assertThatThrownBy(() -> Json.convertStrictly(Json.read(text, JsonNode.class), Inner.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("flga: is unknown; there are flag, whole");
    }

    @Test
    void takesAFieldThatIsThereTwiceFromAPeerButNotFromAPerson() {
        String text = "{\"flag\":true,\"flag\":false}";

        assertThat(Json.read(text, Inner.class)).isEqualTo(new Inner(false, null));
        assertThatThrownBy(() -> Json.readStrictly(text, Inner.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Duplicate Object property \"flag\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"count\":\"x\"} | count: is not a whole number: x (line 1, column 10)",
                "{\"count\":null} | count: is missing or not a whole number (line 1, column 10)",
                "{\"at\":\"tomorrow\"} | at: is not an instant such as 2026-11-22T11:00:00Z: tomorrow (line 1, column 7)",
                "{\"at\":[]} | at: is missing or not an instant such as 2026-11-22T11:00:00Z (line 1, column 7)",
                "{\"family\":\"ipx\"} | family: family is neither ipv4 nor ipv6: ipx (line 1, column 11)",
                "{\"words\":\"a\"} | words: is missing or not a list (line 1, column 10)",
                "{\"words\":[\"a\",{}]} | words[1]: is missing or not text (line 1, column 15)",
                "{\"name\":{}} | name: is missing or not text (line 1, column 9)",
                "{\"inner\":{\"flag\":\"yes\"}} | inner.flag: is not true or false: yes (line 1, column 18)",
                "{\"inner\":[]} | inner: is missing or not an object (line 1, column 10)",
                "[] | body: is missing or not an object (line 1, column 1)",
                "^^ | body: is missing or not an object (line 1, column 0)",
                "null | body: is null"
            })
    void saysWhereAndWhatIsWrongInWordsForPeople(String text, String message) {
        assertThatThrownBy(() -> Json.readStrictly(text, Sample.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {"{", "{\"name\":", "{\"name\":}", "{'name':1}", "nul", "{} {}", "{}]"})
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.read(text, JsonNode.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("body: ")
                .message()
                .doesNotContain("tools.jackson", "Source:");
    }

    @Test
    void aTreeThatIsNullIsNoValue() {
        assertThatThrownBy(() -> Json.convertStrictly(JsonNodeFactory.instance.nullNode(), Sample.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("body: is null");
    }

    @Test
    void aComponentThatARecordRequiresIsNamedWhenItIsMissing() {
        assertThatThrownBy(() -> Json.read("{\"source\":\"a\",\"family\":\"ipv4\"}", Path.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("destination: is missing");
        assertThatThrownBy(() -> Json.read("[{\"source\":\"a\",\"family\":\"ipv4\"}]", Path[].class))
                .hasMessageContaining("[0].destination: is missing");
    }

    @Test
    void whatARecordRefusesIsSaidInItsOwnWords() {
        assertThatThrownBy(() -> Json.read("{\"source\":\"a\",\"destination\":\"a\",\"family\":\"ipv4\"}", Path.class))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("body: source and destination are the same node: a");
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            assertThat(Json.readStrictly(text, TaskSpec.class)).isNotNull();
        } catch (InvalidInputException refused) {
            assertThat(refused.faults()).hasSize(1);
        }
    }
}
