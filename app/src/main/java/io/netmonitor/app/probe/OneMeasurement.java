// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Address;
import io.netmonitor.app.command.Failures;
import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.WallClock;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What the commands of all probe types have in common: whom they measure, how they refuse, what they print and exit with. */
final class OneMeasurement {
    private static final String PREFIX = "settings.";

    @Parameters(
            paramLabel = "HOST[:PORT]",
            description =
                    "Where the other end answers; without a port 862 for basic, 8621 for bandwidth. IPv6 in brackets when"
                            + " there is a port.")
    private String target;

    @Option(names = "-4", description = "Measures to the IPv4 address of HOST.")
    private boolean four;

    @Option(names = "-6", description = "Measures to the IPv6 address of HOST.")
    private boolean six;

    @Option(
            names = "--session-id",
            paramLabel = "N",
            defaultValue = "0",
            description = "Session id, 0 to 65535; 0, the default, suits every answering side that has no plan.")
    private int sessionId;

    @Option(names = "--json", description = "Prints exactly one result, one line.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * The settings that were asked for; those that were not have their defaults.
     *
     * @param faults what is wrong with options that are no settings
     * @param options the option of each setting, by which people know it
     * @throws ParameterException with every fault
     */
    Settings settings(ProbeType type, List<Fault> faults, Map<String, Object> written, Map<String, String> options) {
        try {
            List<Fault> all = new ArrayList<>(faults);
            if (four && six) {
                all.add(new Fault("-4", "does not go with -6; leave one out"));
            }
            if (sessionId < 0 || sessionId > 0xFFFF) {
                all.add(new Fault("--session-id", "is outside 0 to 65535: " + sessionId));
            }
            InvalidInputException.throwIfAny(all);
            return Settings.read(type.description().settings(), written);
        } catch (InvalidInputException e) {
            String text = e.faults().stream().map(fault -> text(fault, options)).collect(Collectors.joining("; "));
            throw new ParameterException(spec.commandLine(), text, e);
        }
    }

    private static String text(Fault fault, Map<String, String> options) {
        String field = fault.field();
        String option =
                field.startsWith(PREFIX) ? options.getOrDefault(field.substring(PREFIX.length()), field) : field;
        return option + ": " + fault.message();
    }

    /**
     * Whom to measure, at once.
     *
     * @throws ParameterException when the host has no address of the family that was asked for
     */
    Session session(ProbeType type, @Nullable SessionKey key) {
        return new Session(destination(type), sessionId, WallClock.SYSTEM.now(), null, key);
    }

    private InetSocketAddress destination(ProbeType type) {
        @Nullable Family family = four ? Family.IPV4 : six ? Family.IPV6 : null;
        try {
            return Address.withDefaultPort(target, type.description().defaultPort(), family);
        } catch (TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), "HOST[:PORT] " + e.getMessage(), e);
        }
    }

    /** Prints what came of it, for people or as JSON, and returns the exit status. */
    int tell(ProbeType type, Session session, Measurement measurement, Text text) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(result(type, session.destination(), measurement)));
        } else {
            text.print(target, session.destination(), measurement, out);
        }
        out.flush();
        return measurement.outcome().hasValue() ? Failures.DONE : Failures.FAILED;
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

    /** How people are told. */
    interface Text {
        /**
         * Prints it.
         *
         * @param target as it was written
         * @param destination what that was resolved to
         */
        void print(String target, InetSocketAddress destination, Measurement measurement, PrintWriter out);
    }
}
