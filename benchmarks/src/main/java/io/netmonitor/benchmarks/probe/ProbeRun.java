// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Measurements one after the other in one JVM, as an agent has them, each printed as a line of JSON with what it took.
 *
 * <pre>
 * {"result":{...},"collections":19,"collectionMs":42,"wallNs":1001234567,"processCpuNs":51000000,"thread":"stamp-io",
 *  "threadCpuNs":43000000}
 * </pre>
 */
final class ProbeRun {
    private ProbeRun() {}

    /**
     * Measures.
     *
     * @param arguments address, port, packets, µs between them, measurements, and {@code collect} to have the JVM collect
     *     garbage all the time
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        InetSocketAddress destination =
                new InetSocketAddress(InetAddress.ofLiteral(arguments[0]), Integer.parseInt(arguments[1]));
        ProbeType type = Extensions.load().probeType("basic");
        Map<String, Object> written = Map.of("count", Long.parseLong(arguments[2]), "interval", arguments[3] + "us");
        Probe probe = type.create(Settings.read(type.description().settings(), written));
        boolean collect = arguments.length > 5 && arguments[5].equals("collect");
        for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
            System.out.println(Json.write(measure(probe, destination, collect)));
        }
    }

    private static Map<String, Object> measure(Probe probe, InetSocketAddress destination, boolean collect)
            throws IOException, InterruptedException {
        Map<String, Object> line = new LinkedHashMap<>();
        CpuSampler cpu = CpuSampler.start();
        Measurement measurement;
        try (Garbage garbage = collect ? Garbage.make() : null) {
            measurement = probe.measure(new Session(destination, 0, WallClock.SYSTEM.now(), null));
            if (garbage != null) {
                line.put("collections", garbage.collections());
                line.put("collectionMs", garbage.collectionMs());
            }
        }
        cpu.stop().forEach(line::put);
        line.put("result", Json.tree(result(destination, measurement)));
        return line;
    }

    private static Result result(InetSocketAddress destination, Measurement measurement) {
        return new Result(
                "bench",
                1,
                null,
                UUID.randomUUID().toString(),
                "basic",
                new Path("near", "far", Family.of(destination.getAddress())),
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
