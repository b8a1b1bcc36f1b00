// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.perftrace.BandwidthRun;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table {@code PerfRecords}, as the statement that inserts it: what scripts see on standard output is what is
 * kept.
 *
 * <pre>
 * INSERT INTO PerfRecords VALUES(NULL, 'test', 1795343360077013, '0.0.0.0', '10.77.0.2', 1, 87, …, NULL, NULL);
 * </pre>
 *
 * @param statement one line, one statement
 */
record PerfRecord(String statement) {
    private static final String NONE = "NULL";

    /** The record of a Basic measurement; what was not measured because all was lost is NULL. */
    static PerfRecord basic(String task, Instant startedAt, InetAddress server, BasicFigures figures) {
        return new PerfRecord(statement(
                task,
                startedAt,
                server,
                Mode.BASIC,
                mean(figures.forward()),
                mean(figures.backward()),
                mean(figures.roundTrip()),
                jitter(figures.forward()),
                jitter(figures.backward()),
                jitter(figures.roundTrip()),
                Fixed.of(figures.forwardLoss(), 6),
                Fixed.of(figures.backwardLoss(), 6),
                Fixed.of(figures.roundTripLoss(), 6),
                NONE,
                NONE));
    }

    /**
     * The record of a measurement of available bandwidth.
     *
     * @param bps what is available, bit/s
     */
    static PerfRecord bandwidth(String task, InetAddress server, double bps, BandwidthRun run) {
        return new PerfRecord(statement(
                task,
                run.startedAt(),
                server,
                Mode.BANDWIDTH,
                Long.toString(run.meanOwdUs()),
                NONE,
                NONE,
                Fixed.of(run.jitterUs(), 3),
                NONE,
                NONE,
                Fixed.of(run.loss(), 6),
                NONE,
                NONE,
                Fixed.of(bps, 6),
                NONE));
    }

    /** The source is what the prototype bound its socket to, and reports count on it. */
    private static String statement(String task, Instant startedAt, InetAddress server, Mode mode, String... figures) {
        return "INSERT INTO PerfRecords VALUES(NULL, " + quoted(task) + ", " + EpochNanos.of(startedAt) / 1_000
                + ", '0.0.0.0', " + quoted(AddressText.of(server)) + ", " + mode.number() + ", "
                + String.join(", ", List.of(figures)) + ");";
    }

    /** SQLite knows no other escape within a text than the doubled quote. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Cut, not rounded, as the prototype does. */
    private static String mean(@Nullable Delay delay) {
        return delay == null ? NONE : Long.toString((long) delay.mean());
    }

    private static String jitter(@Nullable Delay delay) {
        return delay == null ? NONE : Fixed.of(delay.jitter(), 3);
    }
}
