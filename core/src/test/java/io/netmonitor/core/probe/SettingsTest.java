// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.time.Durations;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    private static final List<Setting> DESCRIBED = List.of(
            Setting.whole("count", "Packets", Unit.COUNT, 10, 1, 1_000, "Packets to send."),
            Setting.duration("interval", "Interval", "10ms", "100us", "10s", "Time between packets."),
            new Setting("exact", "Exact", Setting.Type.FLAG, Unit.NONE, true, 0, 0, "Whether to be exact."),
            new Setting("note", "Note", Setting.Type.TEXT, Unit.NONE, "none", 0, 5, "Words."));

    @Test
    void whatIsNotWrittenTakesItsDefault() {
        Settings settings = Settings.read(DESCRIBED, Map.of());

        assertThat(settings.whole("count")).isEqualTo(10);
        assertThat(settings.durationNs("interval")).isEqualTo(10_000_000);
        assertThat(settings.flag("exact")).isTrue();
        assertThat(settings.text("note")).isEqualTo("none");
    }

    @Test
    void takesWhatIsWrittenInATask() {
        TaskSpec spec = Json.readStrictly(
                "{\"settings\":{\"count\":1000,\"interval\":\"100us\",\"exact\":false,\"note\":\"中文测试五\"}}",
                TaskSpec.class);

        Settings settings = Settings.read(DESCRIBED, spec.settings());

        assertThat(settings.whole("count")).isEqualTo(1_000);
        assertThat(settings.durationNs("interval")).isEqualTo(100_000);
        assertThat(settings.flag("exact")).isFalse();
        assertThat(settings.text("note")).isEqualTo("中文测试五");
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void refusesWhatIsOfAnotherTypeOrOutOfBounds(String name, @Nullable Object written, String message) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(name, written);

        assertThat(faults(map)).containsExactly(new Fault("settings." + name, message));
    }

    static Stream<Arguments> faulty() {
        String interval = "is not a duration with its unit, such as \"20ms\": ";
        return Stream.of(
                Arguments.of("count", 0, "is outside 1 to 1000: 0"),
                Arguments.of("count", 1_001L, "is outside 1 to 1000: 1001"),
                Arguments.of("count", "10", "is not a whole number: 10"),
                Arguments.of("count", 10.0, "is not a whole number: 10.0"),
                Arguments.of("count", true, "is not a whole number: true"),
                Arguments.of(
                        "count", new BigInteger("9223372036854775808"), "is not a whole number: 9223372036854775808"),
                Arguments.of("count", null, "is not a whole number: null"),
                Arguments.of("count", List.of(1), "is not a whole number: [1]"),
                Arguments.of("interval", 20, interval + "20"),
                Arguments.of("interval", null, interval + "null"),
                Arguments.of("interval", "99us", "is outside 100us to 10s: 99us"),
                Arguments.of("interval", "10001ms", "is outside 100us to 10s: 10001ms"),
                Arguments.of("interval", "11s", "is outside 100us to 10s: 11s"),
                Arguments.of(
                        "interval",
                        "fast",
                        "not a duration such as 20ms, 2s or 5m (units: ns, us, ms, s, m, h, d): fast"),
                Arguments.of("exact", "true", "is not true or false: true"),
                Arguments.of("exact", 1, "is not true or false: 1"),
                Arguments.of("exact", null, "is not true or false: null"),
                Arguments.of("note", 5, "is not text of at most 5 characters: 5"),
                Arguments.of("note", "longer", "is not text of at most 5 characters: longer"),
                Arguments.of("note", null, "is not text of at most 5 characters: null"),
                Arguments.of("cuont", 5, "is unknown; there are count, interval, exact, note"),
                Arguments.of("Count", 5, "is unknown; there are count, interval, exact, note"));
    }

    @Test
    void findsAllFaultsAtOnce() {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("zzz", 1);
        written.put("note", false);
        written.put("interval", "1h");
        written.put("count", -1);
        written.put("exact", true);

        assertThatThrownBy(() -> Settings.read(DESCRIBED, written))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("settings.count: is outside 1 to 1000: -1; "
                        + "settings.interval: is outside 100us to 10s: 1h; "
                        + "settings.note: is not text of at most 5 characters: false; "
                        + "settings.zzz: is unknown; there are count, interval, exact, note");
    }

    @Property
    void theBoundsThemselvesAreAllowed(@ForAll @LongRange(min = -2_000, max = 2_000) long count) {
        boolean allowed = count >= 1 && count <= 1_000;

        assertThat(faults(Map.of("count", count)).isEmpty()).isEqualTo(allowed);
    }

    @Property
    void durationsAreReadAsTheyAreWritten(@ForAll @LongRange(min = 100_000, max = 10_000_000_000L) long ns) {
        Settings settings = Settings.read(DESCRIBED, Map.of("interval", Durations.format(ns)));

        assertThat(settings.durationNs("interval")).isEqualTo(ns);
    }

    @Test
    void aSettingThatIsNotDescribedCannotBeAskedFor() {
        Settings settings = Settings.read(DESCRIBED, Map.of());

        assertThatThrownBy(() -> settings.whole("size"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("no setting is described as size");
    }

    @Test
    void describesItselfInJsonForForms() {
        assertThat(Json.write(DESCRIBED.get(1)))
                .isEqualTo(
                        "{\"name\":\"interval\",\"title\":\"Interval\",\"type\":\"duration\",\"unit\":\"ns\","
                                + "\"defaultValue\":10000000,\"min\":100000,\"max\":10000000000,\"help\":\"Time between packets.\"}");
        assertThat(Arrays.stream(Setting.Type.values()).map(Setting.Type::label))
                .containsExactly("whole", "duration", "flag", "text");
    }

    private static List<Fault> faults(Map<String, ?> written) {
        try {
            Settings.read(DESCRIBED, written);
            return List.of();
        } catch (InvalidInputException refused) {
            return refused.faults();
        }
    }
}
