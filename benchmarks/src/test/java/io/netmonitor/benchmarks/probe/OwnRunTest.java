// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OwnRunTest {
    private static final Pace PACE = new Pace(10, 10_000);
    private static final String MEASURED = """
            {"outcome":"measured","durationNs":90500000,"sent":10,"returned":9,"unstamped":1,"stamps":"kernel",
             "timerErrorNs":1300,"roundTrip":{"delay":{"minNs":400,"meanNs":900,"p50Ns":800,"p95Ns":1500,"p99Ns":1600,
             "maxNs":1700,"stddevNs":200}},"forward":{"delay":{"minNs":-5,"p50Ns":300,"maxNs":900}}}
            """;

    @Test
    void readsAResult() throws IOException {
        OwnRun run = OwnRun.read(MEASURED, PACE);

        assertThat(run.roundTrip().p99Ns()).isEqualTo(1_600);
        assertThat(run.forward().minNs()).isEqualTo(-5);
        assertThat(run.sent()).isEqualTo(10);
        assertThat(run.returned()).isEqualTo(9);
        assertThat(run.unstamped()).isEqualTo(1);
        assertThat(run.stamps()).isEqualTo("kernel");
        assertThat(run.timerErrorNs()).isEqualTo(1_300);
    }

    @Test
    void countsTheEndFromTheLastPacketsInstant() throws IOException {
        assertThat(OwnRun.read(MEASURED, PACE).endNs()).isEqualTo(500_000);
    }

    @Test
    void tellsWhyNothingWasMeasured() {
        assertThatThrownBy(() -> OwnRun.read("{\"outcome\":\"refused\",\"reason\":\"no reflector listens\"}", PACE))
                .isInstanceOf(IOException.class)
                .hasMessage("our measurement ended as refused: no reflector listens");
    }

    @Test
    void turnsProcessorTimeIntoShares() throws IOException {
        String line =
                "{\"wallNs\":1000000000,\"processCpuNs\":80000000,\"threadCpuNs\":50000000,\"thread\":\"stamp-io\","
                        + "\"collections\":19,\"collectionMs\":42,\"result\":" + MEASURED + "}";

        AgentRun run = AgentRun.read(line, PACE);

        assertThat(run.thread()).isEqualTo("stamp-io");
        assertThat(run.threadShare()).isEqualTo(0.05);
        assertThat(run.processShare()).isEqualTo(0.08);
        assertThat(run.collections()).isEqualTo(19);
        assertThat(run.collectionMs()).isEqualTo(42);
    }
}
