// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The number of a lab, held by a file {@code lab-N} that names the owning process and the lab's namespaces, so that
 * whoever finds it later can tell whether the owner lives and knows what to remove.
 *
 * <pre>
 * 4711.883120        pid and start of the owner
 * nm4711-0           the interface in the host's namespace
 * demo-4711-0-router
 * demo-4711-0-beijing
 * </pre>
 */
record Reservation(Path file, Optional<ProcessStamp> owner, List<String> leftovers) {
    private static final int MAX_BYTES = 16_384;

    /** What {@link #take} would choose now. */
    static Layout peek(LabPlan plan) throws IOException, InterruptedException {
        return new Layout(plan, ProcessStamp.current(), freeSubnet(), HostFeatures.detect(plan));
    }

    /** Takes a free number, for this process. Call it with {@link StateFolder} locked. */
    static Layout take(LabPlan plan) throws IOException, InterruptedException {
        Layout layout = peek(plan);
        List<String> lines = new ArrayList<>();
        lines.add(ProcessStamp.current().toString());
        lines.add(layout.hostInterface());
        lines.addAll(layout.namespaces());
        Files.write(file(layout.subnet().number()), lines);
        return layout;
    }

    static void release(Layout layout) throws IOException {
        Files.deleteIfExists(file(layout.subnet().number()));
    }

    /** All of this host. A file that cannot be read in full is passed over; call with {@link StateFolder} locked. */
    static List<Reservation> all() throws IOException {
        List<Reservation> all = new ArrayList<>();
        if (!Files.isDirectory(StateFolder.PATH)) {
            return all;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(StateFolder.PATH, "lab-*")) {
            for (Path file : files) {
                all.add(read(file));
            }
        }
        return all;
    }

    boolean abandoned() {
        return owner.filter(ProcessStamp::alive).isEmpty();
    }

    String hostInterface() {
        return leftovers.isEmpty() ? "" : leftovers.getFirst();
    }

    List<String> namespaces() {
        return leftovers.isEmpty() ? List.of() : leftovers.subList(1, leftovers.size());
    }

    private static Reservation read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new LabException("not written by a lab, remove it: " + file);
        }
        List<String> lines =
                Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        return lines.isEmpty()
                ? new Reservation(file, Optional.empty(), List.of())
                : new Reservation(file, ProcessStamp.parse(lines.getFirst()), lines.subList(1, lines.size()));
    }

    private static Subnet freeSubnet() throws IOException, InterruptedException {
        String routes = ShellCommand.of("ip route").run()
                + ShellCommand.of("ip -6 route").run();
        return Subnet.firstFree(routes, number -> Files.exists(file(number)))
                .orElseThrow(() -> new LabException(
                        "no free subnet for a lab: 10.213.0.0/16 and 198.18.0.0/16 are in use, see `ip route`"));
    }

    private static Path file(int number) {
        return StateFolder.PATH.resolve("lab-" + number);
    }
}
