// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Removes a lab, or what there is of it: one that was built half is removed as well. */
record Demolition(String hostInterface, List<String> namespaces) {
    /** The names come from a file, so they are checked before anything is removed by them. */
    private static final Pattern INTERFACE = Pattern.compile("nm\\d{1,8}-\\d{1,3}");

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9-]{1,32}-\\d{1,8}-\\d{1,3}-[a-z0-9-]{1,32}");

    /**
     * Goes on after a failure, so that as much as possible is removed.
     *
     * @return the namespaces that were removed
     * @throws LabException the first failure
     */
    List<String> run() throws IOException {
        List<String> removed = new ArrayList<>();
        List<LabException> failures = new ArrayList<>();
        if (INTERFACE.matcher(hostInterface).matches() && Files.exists(Path.of("/sys/class/net", hostInterface))) {
            attempt("ip link delete " + hostInterface, failures);
        }
        for (String namespace : namespaces) {
            if (NAMESPACE.matcher(namespace).matches() && Lab.exists(namespace)) {
                killAllIn(namespace, failures);
                attempt("ip netns delete " + namespace, failures);
                removed.add(namespace);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return removed;
    }

    /** A namespace lives on without its name while a process runs in it. */
    private static void killAllIn(String namespace, List<LabException> failures) {
        attempt("ip netns pids " + namespace, failures)
                .lines()
                .map(Long::parseLong)
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static String attempt(String line, List<LabException> failures) {
        try {
            return ShellCommand.of(line).run();
        } catch (IOException e) {
            failures.add(new LabException(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(new LabException("interrupted during `" + line + "`"));
        }
        return "";
    }
}
