// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.command.Figures;
import io.netmonitor.app.doctor.Programs.Output;
import io.netmonitor.probe.clock.ClockQuality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Whether the clock is kept on time: one-way delays are as good as the clocks at both ends. */
record ClockCheck(HostFiles files, Processes processes, Programs programs, Supplier<ClockQuality> clock)
        implements Check {
    /** What can keep a clock, by its short name as the kernel cuts it. */
    private static final List<String> SERVICES =
            List.of("chronyd", "ptp4l", "phc2sys", "ntpd", "ntpd-rs", "systemd-timesyn");

    private static final double COARSE_NS = 100e6;
    private static final int CSV_FIELDS = 14;

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Finding examine() throws IOException, InterruptedException {
        List<String> running = processes.running(SERVICES);
        ClockQuality quality = clock.get();
        OptionalDouble errorNs = OptionalDouble.empty();
        if (quality.synchronised()) {
            errorNs = OptionalDouble.of((double) quality.maxErrorNs());
        } else if (running.contains("chronyd")) {
            // chronyd without "rtcsync" leaves the kernel's flag alone, so it has to be asked itself.
            errorNs = askChrony();
        }
        if (errorNs.isEmpty()) {
            return unsynchronized(running);
        }
        String by = running.isEmpty() ? "from outside this system" : "by " + String.join(" and ", running);
        String words = "synchronized " + by + ", within " + Figures.delay(errorNs.getAsDouble()) + " of UTC";
        return errorNs.getAsDouble() < COARSE_NS
                ? Finding.ok(name(), words)
                : Finding.warn(name(), words + ": coarse, see its sources", look(running));
    }

    private Finding unsynchronized(List<String> running) {
        String loss = "one-way delays are worthless, round trips stay true";
        return running.isEmpty()
                ? Finding.bad(name(), "NOT synchronized, nothing here keeps it: " + loss, install())
                : Finding.bad(
                        name(),
                        "NOT synchronized although " + String.join(" and ", running) + " runs: " + loss,
                        look(running));
    }

    /** Half the root delay and the dispersion bound the error of NTP's own estimate (RFC 5905, section 4). */
    private OptionalDouble askChrony() throws IOException, InterruptedException {
        Optional<Path> chronyc = programs.find("chronyc");
        if (chronyc.isEmpty()) {
            return OptionalDouble.empty();
        }
        Output output = programs.run(chronyc.get(), "-c", "-n", "tracking");
        String[] fields = output.out().strip().split(",", -1);
        if (output.status() != 0 || fields.length < CSV_FIELDS || fields[CSV_FIELDS - 1].startsWith("Not")) {
            return OptionalDouble.empty();
        }
        double offsetS = Math.abs(Double.parseDouble(fields[4]));
        return OptionalDouble.of(1e9 * (offsetS + Double.parseDouble(fields[10]) / 2 + Double.parseDouble(fields[11])));
    }

    private static List<String> look(List<String> running) {
        return switch (running.getFirst()) {
            case "chronyd" -> List.of("chronyc sources -v", "chronyc makestep");
            case "systemd-timesyn" -> List.of("timedatectl timesync-status");
            case "ntpd" -> List.of("ntpq -p");
            case "ptp4l", "phc2sys" -> List.of("pmc -u -b 0 'GET TIME_STATUS_NP'");
            default -> List.of("timedatectl");
        };
    }

    private List<String> install() {
        List<String> commands = new ArrayList<>();
        boolean apt = programs.find("apt-get").isPresent();
        boolean dnf = programs.find("dnf").isPresent();
        if (files.exists("/.dockerenv") || files.exists("/run/.containerenv")) {
            commands.add("# on the host, since a container shares its clock:");
        }
        if (apt || !dnf) {
            commands.add("apt-get install -y chrony && systemctl enable --now chrony");
        }
        if (dnf || !apt) {
            commands.add("dnf install -y chrony && systemctl enable --now chronyd");
        }
        return commands;
    }
}
