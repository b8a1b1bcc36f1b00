// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.perftrace.BandwidthRun;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PerfRecordTest {
    private static final InetAddress SERVER = InetAddress.ofLiteral("10.77.0.2");

    @Test
    void isThePrototypesStatement() {
        PerfRecord record =
                PerfRecord.basic("test", Samples.EXAMPLE.startedAt(), SERVER, BasicFigures.of(Samples.EXAMPLE));

        assertThat(record.statement())
                .isEqualTo(
                        "INSERT INTO PerfRecords VALUES(NULL, 'test', 1795343360077013, '0.0.0.0', '10.77.0.2', 1, 87,"
                                + " 59, 147, 62.352, 120.508, 180.484, 0.000000, 0.000000, 0.000000, NULL, NULL);");
    }

    @Test
    void hasNothingForWhatWasNotMeasured() {
        PerfRecord record = PerfRecord.basic("test", Samples.LOST.startedAt(), SERVER, BasicFigures.of(Samples.LOST));

        assertThat(record.statement())
                .endsWith(" 1, NULL, NULL, NULL, NULL, NULL, NULL, 0.500000, 1.000000, 1.000000, NULL, NULL);");
    }

    @Test
    void cutsNegativeDelaysTowardsZero() {
        BasicFigures figures = BasicFigures.of(Samples.run(1, 1, new long[] {-4_812_900}, new long[] {4_912_900}));

        assertThat(PerfRecord.basic("test", Instant.EPOCH, SERVER, figures).statement())
                .contains(" 0, '0.0.0.0', '10.77.0.2', 1, -4812, 4912, 100, ");
    }

    @Test
    void hasTheBandwidthInItsPlace() {
        BandwidthRun run = new BandwidthRun(
                Instant.ofEpochSecond(1_795_343_360L, 77_013_000L),
                Duration.ofSeconds(1),
                Outcome.MEASURED,
                null,
                OptionalDouble.of(976_908_736),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                412,
                7.0625,
                0.25,
                1_000,
                List.of());

        assertThat(PerfRecord.bandwidth("ab", InetAddress.ofLiteral("2001:db8:0:0::7"), 976_908_736, run)
                        .statement())
                .isEqualTo("INSERT INTO PerfRecords VALUES(NULL, 'ab', 1795343360077013, '0.0.0.0', '2001:db8::7', 2,"
                        + " 412, NULL, NULL, 7.062, NULL, NULL, 0.250000, NULL, NULL, 976908736.000000, NULL);");
    }

    @Test
    void staysOneStatementWhateverTheTaskIsCalled() {
        PerfRecord record = PerfRecord.basic(
                "'); DROP TABLE PerfRecords; --\\'",
                Samples.EXAMPLE.startedAt(),
                SERVER,
                BasicFigures.of(Samples.EXAMPLE));

        assertThat(record.statement())
                .startsWith("INSERT INTO PerfRecords VALUES(NULL, '''); DROP TABLE PerfRecords;"
                        + " --\\''', 1795343360077013,");
    }
}
