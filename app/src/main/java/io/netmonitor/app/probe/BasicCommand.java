// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Address;
import io.netmonitor.app.command.Failures;
import io.netmonitor.app.command.KeyFile;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code probe basic}. */
@Command(
        name = "basic",
        description = "Measures delay, jitter and loss to a STAMP reflector.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example, 100 packets, one every 5 ms:", "  netmonitor probe basic 192.0.2.7 -c 100 -i 5ms"})
final class BasicCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "HOST[:PORT]",
            description = "Where a reflector answers; port 862 when absent. IPv6 in brackets when there is a port.")
    private String target;

    @Mixin
    private BasicOptions options;

    @Option(names = "--json", description = "Prints exactly one result, one line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProbeType type = Extensions.load().probeType("basic");
        Settings settings = settings(type);
        InetSocketAddress destination = destination(type);
        @Nullable SessionKey key = options.keyFile() == null ? null : KeyFile.read(options.keyFile());
        Session session = new Session(destination, options.sessionId(), WallClock.SYSTEM.now(), null, key);
        Measurement measurement;
        try (Progress _ = Progress.show(
                spec.commandLine().getErr(), Terminals.isErrorOne(), atMost(settings), MonotonicClock.SYSTEM)) {
            measurement = type.create(settings).measure(session);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(result(type, destination, measurement)));
        } else {
            new MeasurementText(type.description(), Terminals.glyphs()).print(target, destination, measurement, out);
        }
        out.flush();
        return measurement.outcome().hasValue() ? Failures.DONE : Failures.FAILED;
    }

    private Settings settings(ProbeType type) {
        try {
            options.check();
            return Settings.read(type.description().settings(), options.written());
        } catch (InvalidInputException e) {
            String faults = e.faults().stream().map(BasicCommand::text).collect(Collectors.joining("; "));
            throw new ParameterException(spec.commandLine(), faults, e);
        }
    }

    private static String text(Fault fault) {
        return BasicOptions.optionOf(fault.field()) + ": " + fault.message();
    }

    private InetSocketAddress destination(ProbeType type) {
        try {
            return Address.withDefaultPort(target, type.description().defaultPort(), options.family());
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), "HOST[:PORT] " + e.getMessage(), e);
        }
    }

    /** From the first packet until the last reply is late. */
    private static Duration atMost(Settings settings) {
        return Duration.ofNanos(
                (settings.whole("count") - 1) * settings.durationNs("interval") + settings.durationNs("lossTimeout"));
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
