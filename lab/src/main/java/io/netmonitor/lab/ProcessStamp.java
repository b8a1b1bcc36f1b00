// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process, told from a later one that was given the same number. Used to recognise what a killed process left
 * behind, without ever taking a stranger for it.
 *
 * @param pid the process id
 * @param start when it began, in a unit that only compares: clock ticks since boot on Linux (field 22 of
 *     {@code /proc/PID/stat}, see proc(5)), milliseconds since the epoch elsewhere
 */
public record ProcessStamp(long pid, long start) {
    public ProcessStamp {
        if (pid < 1 || start < 0) {
            throw new IllegalArgumentException("pid < 1 or start < 0: " + pid + " " + start);
        }
    }

    /** This very process. */
    public static ProcessStamp current() {
        return of(ProcessHandle.current().pid())
                .orElseThrow(() -> new IllegalStateException("the system does not tell when this process began"));
    }

    /** The process that has this number now, if there is one. */
    public static Optional<ProcessStamp> of(long pid) {
        return Files.exists(Path.of("/proc/self/stat")) ? fromProc(pid) : fromHandle(pid);
    }

    /** Reads what {@link #toString} wrote, empty when it is something else. */
    public static Optional<ProcessStamp> parse(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessStamp(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether this process, not another one by the same number, still runs. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Short enough for the name of a file: {@code PID.START}. */
    @Override
    public String toString() {
        return pid + "." + start;
    }

    private static Optional<ProcessStamp> fromProc(long pid) {
        try {
            String stat = new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")), StandardCharsets.UTF_8);
            // The second field, the program's name in brackets, may itself hold blanks and brackets.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean ended = fields[0].equals("Z") || fields[0].equals("X");
            return ended ? Optional.empty() : Optional.of(new ProcessStamp(pid, Long.parseLong(fields[19])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ProcessStamp> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(Instant::toEpochMilli)
                .map(start -> new ProcessStamp(pid, start));
    }
}
