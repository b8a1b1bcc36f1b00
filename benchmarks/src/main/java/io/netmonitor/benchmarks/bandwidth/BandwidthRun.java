// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.probe.bandwidth.BandwidthProbeType;
import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Measures whenever it is told to, as an agent does in a process that runs long, and prints what came of it in one line of JSON.
 *
 * <pre>
 * ADDRESS PORT cold|warm maxRate [PROTOCOL]
 * </pre>
 */
final class BandwidthRun {
    private BandwidthRun() {}

    /** Arguments: {@code measure}, or {@code serve ADDRESS PORT}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("serve")) {
            InetSocketAddress at =
                    new InetSocketAddress(InetAddress.ofLiteral(arguments[1]), Integer.parseInt(arguments[2]));
            InetSocketAddress old = new InetSocketAddress(at.getAddress(), PerfTraceClient.PORT);
            try (Responder responder = new BandwidthProbeType().respond(new ResponderOptions(at));
                    PerfTraceServer _ = PerfTraceServer.open(old)) {
                System.out.println("serves at " + responder.address());
                new CountDownLatch(1).await();
            }
        }
        measure();
    }

    /** Reads commands from standard input until it ends. */
    private static void measure() throws Exception {
        BandwidthProbeType type = new BandwidthProbeType();
        List<TrainReport> trains = new ArrayList<>();
        Map<String, Probe> warm = new LinkedHashMap<>();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            Settings settings =
                    Settings.read(type.description().settings(), Map.of("maxRate", Long.parseLong(words[3])));
            String protocol = words.length > 4 ? words[4] : null;
            // What one protocol found is not for the other to know.
            String path = words[0] + " " + protocol;
            if (words[2].equals("cold")) {
                warm.remove(path);
            }
            Probe probe = warm.computeIfAbsent(path, name -> type.create(settings, false, trains::add));
            InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral(words[0]), Integer.parseInt(words[1]));
            trains.clear();
            Measurement measured =
                    probe.measure(new Session(to, 1, Instant.EPOCH, null, null, false, null, protocol, null));
            System.out.println(Json.write(line(measured, trains)));
        }
    }

    private static Map<String, Object> line(Measurement measured, List<TrainReport> trains) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("outcome", measured.outcome().label());
        line.put("reason", measured.reason() == null ? "" : measured.reason());
        line.put("durationMs", measured.duration().toNanos() / 1e6);
        line.put("values", measured.values().byField());
        line.put("trains", trains.stream().map(BandwidthRun::train).toList());
        return line;
    }

    private static Map<String, Object> train(TrainReport report) {
        Map<String, Object> train = new LinkedHashMap<>();
        train.put("kind", report.kind().name());
        train.put("packets", report.packets());
        train.put("askedBps", report.askedBps());
        train.put("sentBps", report.sentBps());
        report.availableBps().ifPresent(bps -> train.put("availableBps", bps));
        train.put("fromNs", report.fromNs());
        train.put("toNs", report.toNs());
        train.put("waitedNs", report.waitedNs());
        train.put("outNs", report.outNs());
        train.put("held", report.held());
        train.put("queueNs", report.queueNs());
        train.put("lost", report.lost());
        return train;
    }
}
