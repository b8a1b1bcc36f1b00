// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the host runs without a break: asleep it measures nothing, and afterwards its clock has to settle anew. */
record UptimeCheck(HostFiles files) implements Check {
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final List<String> STAY_AWAKE =
            List.of("systemctl mask sleep.target suspend.target hibernate.target hybrid-sleep.target");

    @Override
    public String name() {
        return "uptime";
    }

    @Override
    public Finding examine() {
        Optional<String> line = files.line("/proc/uptime");
        if (line.isEmpty()) {
            return Finding.unknown(name(), "the kernel does not tell when it started");
        }
        Duration up = Duration.ofSeconds((long) Double.parseDouble(line.get().split(" ", -1)[0]));
        String words = "up for " + text(up);
        long sleeps = files.number("/sys/power/suspend_stats/success").orElse(0);
        if (sleeps > 0) {
            return Finding.warn(
                    name(),
                    words + ", asleep " + sleeps + " times: rounds are missed and the clock wanders",
                    STAY_AWAKE);
        }
        return up.compareTo(SETTLING) < 0
                ? Finding.warn(name(), words + ": a clock takes some minutes after boot to settle", List.of())
                : Finding.ok(name(), words + ", never asleep");
    }

    private static String text(Duration up) {
        if (up.toDays() > 0) {
            return up.toDays() + " d " + up.toHoursPart() + " h";
        }
        return up.toHours() > 0 ? up.toHours() + " h " + up.toMinutesPart() + " min" : up.toMinutes() + " min";
    }
}
