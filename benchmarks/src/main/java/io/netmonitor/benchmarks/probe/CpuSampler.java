// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The processor time that this JVM and its sending thread take. The sending thread is the busiest of those whose names
 * begin with {@code stamp}, or the one that asks when there are none. Threads are looked at every 20 ms, because they may
 * end before the measurement does.
 */
final class CpuSampler {
    private static final int PERIOD_MS = 20;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Thread asking = Thread.currentThread();
    private final Map<Long, Long> cpuBefore = new HashMap<>();
    private final Map<Long, Long> cpuNs = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final long processBefore = system.getProcessCpuTime();
    private final long wallBefore = System.nanoTime();
    private final Thread sampler =
            Thread.ofPlatform().name("cpu-sampler").daemon(true).unstarted(this::sample);

    private CpuSampler() {
        for (long id : threads.getAllThreadIds()) {
            cpuBefore.put(id, Math.max(0, threads.getThreadCpuTime(id)));
        }
    }

    static CpuSampler start() {
        CpuSampler sampler = new CpuSampler();
        sampler.sampler.start();
        return sampler;
    }

    /** Ends, and gives {@code wallNs}, {@code processCpuNs}, {@code thread} and {@code threadCpuNs}. */
    Map<String, Object> stop() throws InterruptedException {
        long wallNs = System.nanoTime() - wallBefore;
        long processCpuNs = system.getProcessCpuTime() - processBefore;
        sampler.interrupt();
        sampler.join();
        look();
        long busiest = names.entrySet().stream()
                .filter(entry -> entry.getValue().startsWith("stamp"))
                .map(Map.Entry::getKey)
                .max((one, other) -> Long.compare(used(one), used(other)))
                .orElse(asking.threadId());
        return Map.of(
                "wallNs",
                wallNs,
                "processCpuNs",
                processCpuNs,
                "thread",
                names.getOrDefault(busiest, asking.getName()),
                "threadCpuNs",
                used(busiest));
    }

    private void sample() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(PERIOD_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        for (long id : threads.getAllThreadIds()) {
            long cpu = threads.getThreadCpuTime(id);
            ThreadInfo info = names.containsKey(id) ? null : threads.getThreadInfo(id);
            if (info != null) {
                names.put(id, info.getThreadName());
            }
            if (cpu >= 0) {
                cpuNs.put(id, cpu);
            }
        }
    }

    private long used(long id) {
        return cpuNs.getOrDefault(id, 0L) - cpuBefore.getOrDefault(id, 0L);
    }
}
