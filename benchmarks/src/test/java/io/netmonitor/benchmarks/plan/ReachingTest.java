// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReachingTest {
    @Test
    void tellsMedianAndWorstAndWhetherTheWorstIsGoodEnough() {
        Reaching reaching = new Reaching("one agent", 1);
        reaching.add(0, 100_000_000, 90_000_000);
        reaching.add(0, 100_000_000, 300_000_000);
        reaching.add(0, 100_000_000, 1_200_000_000);

        assertThat(reaching.lines().getFirst())
                .contains("from the request", "median    300  worst   1200 ms  (3 changes)");
        assertThat(reaching.lines().getLast())
                .contains("from the answer", "median    200  worst   1100 ms", "goal 1000 ms missed");
    }

    @Test
    void waitsForThePlanThatHasTheTaskAndForNoOther() throws Exception {
        Arrivals arrivals = new Arrivals();
        arrivals.expect("wan", 2, 2);

        arrivals.heard("a", 5, plan("wan", 2));
        arrivals.heard("a", 6, plan("wan", 2));
        arrivals.heard("b", 7, plan("wan", 1));
        arrivals.heard("c", 8, plan("lan", 2));
        assertThat(arrivals.missing()).isEqualTo(1);
        arrivals.heard("b", 9, plan("wan", 2));

        assertThat(arrivals.await(0)).isTrue();
        assertThat(arrivals.lastNanoTime()).isEqualTo(9);
    }

    @Test
    void findsThePlansRevisionInItsText() {
        assertThat(new PlanText(Json.write(new Plan("aB3-_", Instant.EPOCH, List.of(), Map.of()))).revision())
                .isEqualTo("aB3-_");
    }

    private static PlanText plan(String task, int revision) {
        return new PlanText("{\"revision\":\"x\",\"entries\":[{\"task\":\"%s\",\"revision\":%d,\"kind\":\"basic\"}]}"
                .formatted(task, revision));
    }
}
