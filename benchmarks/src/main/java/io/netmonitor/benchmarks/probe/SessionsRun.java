// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import com.sun.management.ThreadMXBean;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a thousand sessions at once, again and again, and prints what came of each go in one line of JSON. */
final class SessionsRun {
    static final int SESSIONS = 1_000;

    private static final int COUNT = 50;
    private static final long INTERVAL_NS = 100_000_000;
    private static final String SENDER = "stamp-sender";

    private SessionsRun() {}

    /** Arguments: the reflector's address and port, and how often. */
    public static void main(String[] arguments) throws Exception {
        InetSocketAddress reflector =
                new InetSocketAddress(InetAddress.ofLiteral(arguments[0]), Integer.parseInt(arguments[1]));
        ProbeType type = Extensions.load().probeType("basic");
        Probe probe = type.create(Settings.read(
                type.description().settings(), Map.of("count", COUNT, "interval", "100ms", "lossTimeout", "2s")));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int go = 0; go < Integer.parseInt(arguments[2]); go++) {
                System.out.println(Json.write(go(probe, reflector, callers)));
            }
        }
    }

    /** The sessions begin one after the other within one interval, so that their packets are spread evenly. */
    private static Map<String, Object> go(Probe probe, InetSocketAddress reflector, ExecutorService callers)
            throws Exception {
        Instant startAt = Instant.now().plusMillis(300);
        List<Future<Measurement>> running = new ArrayList<>();
        CpuSampler sampler = CpuSampler.start();
        for (int id = 1; id <= SESSIONS; id++) {
            Session session = new Session(reflector, id, startAt.plusNanos(id * (INTERVAL_NS / SESSIONS)), null);
            running.add(callers.submit(() -> probe.measure(session)));
        }
        Usage before = Usage.ofSender();
        List<Measurement> measured = new ArrayList<>();
        for (Future<Measurement> each : running) {
            measured.add(each.get());
        }
        Usage used = Usage.ofSender();
        return figures(measured, sampler.stop(), used.allocated() - before.allocated());
    }

    private static Map<String, Object> figures(List<Measurement> measured, Map<String, Object> cpu, long allocated) {
        double wallNs = longOf(cpu, "wallNs");
        Map<String, Object> figures = new LinkedHashMap<>();
        long sent = sum(measured, "sent");
        figures.put("sent", sent);
        figures.put("returned", sum(measured, "returned"));
        figures.put("unstamped", sum(measured, "unstamped"));
        figures.put(
                "kernel",
                measured.stream()
                        .filter(each -> each.values().text("stamps").orElse("").equals("kernel"))
                        .count());
        double[] endMs = measured.stream()
                .mapToDouble(each -> (each.duration().toNanos() - (COUNT - 1) * INTERVAL_NS) / 1e6)
                .sorted()
                .toArray();
        figures.put("endMs", endMs[endMs.length / 2]);
        long[] errors = measured.stream()
                .mapToLong(each -> each.values().whole("timerErrorNs").orElse(0))
                .toArray();
        Arrays.sort(errors);
        figures.put("timerErrorUs", errors[errors.length / 2] / 1e3);
        figures.put("threadShare", longOf(cpu, "threadCpuNs") / wallNs);
        figures.put("processShare", longOf(cpu, "processCpuNs") / wallNs);
        figures.put("bytesPerPacket", (double) allocated / sent);
        return figures;
    }

    private static long longOf(Map<String, Object> figures, String name) {
        return (Long) Objects.requireNonNull(figures.get(name), name);
    }

    private static long sum(List<Measurement> measured, String field) {
        return measured.stream()
                .mapToLong(each -> each.values().whole(field).orElse(0))
                .sum();
    }

    /** What the sending thread has allocated so far, in bytes. */
    private record Usage(long allocated) {
        static Usage ofSender() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            for (long id : threads.getAllThreadIds()) {
                ThreadInfo info = threads.getThreadInfo(id);
                if (info != null && info.getThreadName().equals(SENDER)) {
                    return new Usage(threads.getThreadAllocatedBytes(id));
                }
            }
            return new Usage(0);
        }
    }
}
