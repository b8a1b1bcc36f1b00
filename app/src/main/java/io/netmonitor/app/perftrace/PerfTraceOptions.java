// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.app.command.Address;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.probe.perftrace.BandwidthOrder;
import io.netmonitor.probe.perftrace.BasicOrder;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What {@code perftrace_cli} can be told, by the letters that scripts use. */
final class PerfTraceOptions {
    /** Fits a path of 1,500 bytes in either family, and most tunnels. */
    private static final int TRAIN_PACKET_BYTES = 1_420;

    private static final int MIN_TRAIN_PACKET_BYTES = 80;
    private static final int MAX_PACKET_BYTES = 9_000;
    private static final long MIN_RATE_BPS = 10_000;
    private static final long MAX_RATE_BPS = 10_000_000_000L;
    private static final long MAX_BYTES = 200_000_000;

    @Option(
            names = "-s",
            required = true,
            paramLabel = "SERVER",
            description = "Server: a name or an address, with :PORT where it is not 19999 (IPv6 then in brackets).")
    private String server;

    @Option(
            names = "-m",
            paramLabel = "1|2",
            defaultValue = "1",
            description = "What to measure: 1 delay, jitter and loss (default), 2 available bandwidth.")
    private int mode;

    @Option(
            names = "-c",
            paramLabel = "COUNT",
            defaultValue = "10",
            description = "Probes to send, 1 to 1000 (default ${DEFAULT-VALUE}; for -m 1).")
    private int count;

    @Option(
            names = "-i",
            paramLabel = "TIME",
            defaultValue = "1000us",
            converter = Units.Time.class,
            description = "From one probe to the next, 100us to 10s (default ${DEFAULT-VALUE}; for -m 1).")
    private long intervalUs;

    @Option(
            names = "-l",
            paramLabel = "BYTES",
            defaultValue = "0",
            description =
                    "Length of a probe, 28 bytes of headers included, up to 9000; 0, the default, is the smallest,"
                            + " and 1420 for -m 2.")
    private int lengthBytes;

    @Option(
            names = "-d",
            paramLabel = "TIME",
            defaultValue = "20ms",
            converter = Units.Time.class,
            description = "Length of a train, 1ms to 2s (default ${DEFAULT-VALUE}; for -m 2).")
    private long trainUs;

    @Option(
            names = "-r",
            paramLabel = "RATE",
            converter = Units.Rate.class,
            description = "Rate of the first train in bit/s, with k, m or g (default what was last measured to this"
                    + " server, else 500m; for -m 2).")
    private @Nullable Long rateBps;

    @Option(
            names = "-n",
            paramLabel = "NAME",
            defaultValue = "test",
            description = "Task name in the record (default ${DEFAULT-VALUE}).")
    private String task;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            description = "SQLite file to which the record is appended (default netmonitor/perftrace.db in"
                    + " $XDG_STATE_HOME or ~/.local/state).")
    private @Nullable Path file;

    /**
     * Looks at what no converter can judge.
     *
     * @throws InvalidInputException with every fault
     */
    void check() {
        List<Fault> faults = new ArrayList<>();
        bound(faults, "-m", mode, 1, 2);
        bound(faults, "-c", count, 1, 1_000);
        bound(faults, "-i", intervalUs, 100, 10_000_000, "us");
        if (intervalUs * (count - 1) > Integer.MAX_VALUE) {
            faults.add(new Fault(
                    "-c",
                    "is for more than 2147 s, which is as long as PerfTrace can measure: " + count + ", one every "
                            + intervalUs + "us"));
        }
        boolean train = mode == Mode.BANDWIDTH.number() && lengthBytes != 0;
        bound(faults, "-l", lengthBytes, train ? MIN_TRAIN_PACKET_BYTES : 0, MAX_PACKET_BYTES);
        bound(faults, "-d", trainUs, 1_000, 2_000_000, "us");
        if (rateBps != null) {
            bound(faults, "-r", rateBps, MIN_RATE_BPS, MAX_RATE_BPS);
        }
        if (task.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(new Fault("-n", "has a control character, and records are lines"));
        }
        InvalidInputException.throwIfAny(faults);
    }

    private static void bound(List<Fault> faults, String option, long value, long least, long most) {
        bound(faults, option, value, least, most, "");
    }

    private static void bound(List<Fault> faults, String option, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            faults.add(new Fault(option, "is outside " + least + unit + " to " + most + unit + ": " + value + unit));
        }
    }

    Mode mode() {
        return mode == Mode.BASIC.number() ? Mode.BASIC : Mode.BANDWIDTH;
    }

    /**
     * The server's addresses, best first.
     *
     * @throws TypeConversionException when it is written wrongly
     */
    List<InetSocketAddress> servers() throws UnknownHostException {
        return Address.allWithDefaultPort(server, PerfTraceClient.PORT);
    }

    String task() {
        return task;
    }

    BasicOrder basic() {
        return new BasicOrder(count, intervalUs, lengthBytes);
    }

    BandwidthOrder bandwidth(long initialRateBps) {
        return new BandwidthOrder(
                trainUs, initialRateBps, MAX_RATE_BPS, MAX_BYTES, lengthBytes == 0 ? TRAIN_PACKET_BYTES : lengthBytes);
    }

    OptionalLong rateBps() {
        return rateBps == null ? OptionalLong.empty() : OptionalLong.of(rateBps);
    }

    /** Where records go; empty when the user has no place of that kind. */
    Optional<PerfRecords> records() {
        Optional<Path> place = file == null
                ? StateFolder.of(System.getenv(), System.getProperty("user.home"))
                        .map(folder -> folder.resolve("perftrace.db"))
                : Optional.of(file);
        return place.map(PerfRecords::new);
    }
}
