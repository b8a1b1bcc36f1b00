// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** One measurement now. */
@Command(
        name = "probe",
        description = "Measures a path once, now.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor probe basic 192.0.2.7"},
        subcommands = ProbeCommand.Basic.class)
public final class ProbeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure: basic");
    }

    /** {@code probe basic}. */
    @Command(
            name = "basic",
            description = "Measures delay, jitter and loss to a STAMP reflector.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example, 100 packets, one every 5 ms:", "  netmonitor probe basic 192.0.2.7 -c 100 -i 5ms"})
    static final class Basic implements Callable<Integer> {
        @Parameters(paramLabel = "HOST[:PORT]", description = "Where a reflector answers; port 862 when absent.")
        private String target;

        @Option(
                names = {"-c", "--count"},
                paramLabel = "N",
                description = "Test packets to send (default 10).")
        private @Nullable Long count;

        @Option(
                names = {"-i", "--interval"},
                paramLabel = "DURATION",
                description = "From one packet to the next (default 10ms).")
        private @Nullable String interval;

        @Option(names = "--json", description = "Prints exactly one result, one line.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            ProbeType type = Extensions.load().probeType("basic");
            InetSocketAddress destination = destination(type);
            Measurement measurement = type.create(
                            Settings.read(type.description().settings(), written()))
                    .measure(new Session(destination, 0, WallClock.SYSTEM.now(), null));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.write(result(type, destination, measurement)));
            } else {
                new MeasurementText(type.description()).print(target, measurement, out);
            }
            out.flush();
            return measurement.outcome().hasValue() ? Failures.DONE : Failures.FAILED;
        }

        private InetSocketAddress destination(ProbeType type) {
            try {
                return Address.withDefaultPort(target, type.description().defaultPort());
            } catch (TypeConversionException e) {
                throw new ParameterException(spec.commandLine(), "HOST[:PORT] " + e.getMessage(), e);
            }
        }

        private Map<String, Object> written() {
            Map<String, Object> written = new LinkedHashMap<>();
            if (count != null) {
                written.put("count", count);
            }
            if (interval != null) {
                written.put("interval", interval);
            }
            return written;
        }

        private Result result(ProbeType type, InetSocketAddress destination, Measurement measurement) {
            return new Result(
                    "probe",
                    1,
                    null,
                    UUID.randomUUID().toString(),
                    type.name(),
                    new Path("localhost", target, Family.of(destination.getAddress())),
                    measurement.startedAt(),
                    measurement.startedAt(),
                    measurement.duration(),
                    measurement.outcome(),
                    measurement.reason(),
                    false,
                    false,
                    null,
                    measurement.values());
        }
    }
}
