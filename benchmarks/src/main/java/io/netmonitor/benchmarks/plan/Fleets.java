// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.benchmarks.CannotRunException;
import io.netmonitor.lab.Link;
import io.netmonitor.testkit.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts a fleet for a part. */
final class Fleets {
    /** Trains are as long as the path allows, so that slow links keep the processors free for everything else. */
    private static final Link LINK = Link.ofMbits(20);

    private Fleets() {}

    /** A controller and agents that have joined. */
    static Fleet up(String name, Path launcher, Path folder, int nodes)
            throws CannotRunException, IOException, InterruptedException {
        if (!Fleet.missing().isEmpty()) {
            throw new CannotRunException("bench plan " + name + " cannot run without " + Fleet.missing());
        }
        Fleet fleet = Fleet.up(name, List.of(launcher.toString()), folder, Fleet.names(nodes), LINK);
        try {
            fleet.startController();
            fleet.startAgents();
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }
}
