// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.statistics.DelayHistogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Keeps docs/results.md true. */
class ResultPageTest {
    private static final Path PAGE = Path.of("..", "docs", "results.md");
    private static final Pattern SAMPLE = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    private String page = "";
    private final Map<String, String> samples = new TreeMap<>();

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(PAGE);
        SAMPLE.matcher(page)
                .results()
                .map(match -> match.group(1))
                .forEach(sample -> samples.put(Json.read(sample, Result.class).kind(), sample));
    }

    private Result sample(String kind) {
        return Json.read(Objects.requireNonNull(samples.get(kind), kind), Result.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "bandwidth"})
    void theSamplesAreWrittenAsTheyWereRead(String kind) {
        JsonNode shown = Json.read(Objects.requireNonNull(samples.get(kind), kind), JsonNode.class);

        assertThat(Json.read(Json.write(sample(kind)), JsonNode.class)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "bandwidth"})
    void everyFieldOfAKindIsDescribedAndTheOtherWayRound(String kind) {
        assertThat(described("Fields of `" + kind + "`"))
                .isEqualTo(new TreeSet<>(sample(kind).values().byField().keySet()));
    }

    @Test
    void everyFieldOfAllResultsIsDescribedAndTheOtherWayRound() {
        Set<String> shown = new TreeSet<>();
        for (String kind : samples.keySet()) {
            Set<String> values = sample(kind).values().byField().keySet();
            Json.tree(sample(kind)).properties().stream()
                    .filter(entry -> !entry.getValue().isObject() && !values.contains(entry.getKey()))
                    .forEach(entry -> shown.add(entry.getKey()));
        }
        Set<String> described = described("Fields of every result");
        Arrays.stream(Outcome.values()).map(Outcome::label).forEach(described::remove);

        // Only a measurement that a person started has a runId, and only one that failed has a reason.
        shown.add("runId");
        shown.add("reason");
        assertThat(described).isEqualTo(shown);
    }

    private Set<String> described(String section) {
        int begin = page.indexOf("## " + section + "\n");
        assertThat(begin).as(section).isNotNegative();
        int end = page.indexOf("\n## ", begin);
        Set<String> described = new TreeSet<>();
        ROW.matcher(page.substring(begin, end < 0 ? page.length() : end))
                .results()
                .map(match -> match.group(1))
                .forEach(field -> addField(field, described));
        return described;
    }

    @Test
    void everyOutcomeIsDescribedWithWhetherItHasAValue() {
        for (Outcome outcome : Outcome.values()) {
            MatchResult row = Pattern.compile(
                            "^\\| `" + outcome.label() + "` \\|.*\\| (yes|no) \\|$", Pattern.MULTILINE)
                    .matcher(page)
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(outcome.label() + " is not described"));

            assertThat(row.group(1).equals("yes")).as(outcome.label()).isEqualTo(outcome.hasValue());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"roundTrip", "forward", "backward"})
    void theHistogramsOfTheSampleAgreeWithItsDelays(String direction) {
        Values values = sample("basic").values();
        DelayHistogram histogram =
                DelayHistogram.decodeText(values.text(direction + ".histogram").orElseThrow());
        long min = values.whole(direction + ".delay.minNs").orElseThrow();

        assertThat(histogram.baseNs()).isEqualTo(min);
        assertThat(histogram.count()).isEqualTo(values.whole("returned").orElseThrow());
        for (int percent : new int[] {50, 95, 99}) {
            long delay = values.whole(direction + ".delay.p" + percent + "Ns").orElseThrow();
            assertThat((double) histogram.quantileNs(percent / 100.0))
                    .isCloseTo((double) delay, within(0.005 * (delay - min) + 1));
        }
    }

    private static void addField(String described, Set<String> into) {
        if (described.startsWith("x.")) {
            into.add("roundTrip" + described.substring(1));
        }
        if (described.startsWith("x.") || described.startsWith("y.")) {
            into.add("forward" + described.substring(1));
            into.add("backward" + described.substring(1));
        } else {
            into.add(described);
        }
    }
}
