// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Processes that each keep a processor busy until this is closed or its owner has ended. Used by one thread. */
public final class BusyHost implements AutoCloseable {
    private static final String SPIN =
            "while kill -0 \"$1\"; do i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; done";

    private final List<Process> processes = new ArrayList<>();

    private BusyHost() {}

    /** Starts that many. */
    public static BusyHost start(int count) throws IOException {
        BusyHost host = new BusyHost();
        try {
            for (int i = 0; i < count; i++) {
                String owner = Long.toString(ProcessHandle.current().pid());
                host.processes.add(new ProcessBuilder("sh", "-c", SPIN, "busy", owner)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            return host;
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    public List<Long> pids() {
        return processes.stream().map(Process::pid).toList();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(process -> process.onExit().join());
    }
}
