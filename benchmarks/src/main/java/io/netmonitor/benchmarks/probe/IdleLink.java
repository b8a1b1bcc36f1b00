// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.Scratch;
import io.netmonitor.lab.Lab;
import io.netmonitor.lab.Link;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Two namespaces and a pair of virtual Ethernet devices between them that carries nothing else and has no queue. To be
 * closed, which removes all of it with what still runs there.
 */
final class IdleLink implements AutoCloseable {
    static final String NEAR = "10.255.213.1";
    static final String FAR = "10.255.213.2";

    /** The device in both namespaces. */
    static final String DEVICE = "wire";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scratch scratch;
    private final Lab lab;

    private IdleLink(Scratch scratch, Lab lab) {
        this.scratch = scratch;
        this.lab = lab;
    }

    /** The lab gives the namespaces and their removal; its own links pass a router and a shaper, so they stay unused. */
    static IdleLink build() throws IOException, InterruptedException {
        Scratch scratch = new Scratch();
        try {
            Link unused = Link.ofMbits(1_000);
            IdleLink link = new IdleLink(
                    scratch,
                    Lab.plan("bench").site("near", unused).site("far", unused).up());
            try {
                link.join();
                return link;
            } catch (IOException | InterruptedException e) {
                link.close();
                throw e;
            }
        } catch (IOException | InterruptedException e) {
            scratch.close();
            throw e;
        }
    }

    Place near() {
        return new Place(lab.layout().execPrefix("near"), scratch.folder());
    }

    Place far() {
        return new Place(lab.layout().execPrefix("far"), scratch.folder());
    }

    @Override
    public void close() throws IOException {
        try (scratch) {
            lab.close();
        }
    }

    private void join() throws IOException, InterruptedException {
        String far = lab.layout().namespace("far");
        run(near(), "ip link add " + DEVICE + " type veth peer name " + DEVICE + " netns " + far);
        run(near(), "ip address add " + NEAR + "/30 dev " + DEVICE);
        run(near(), "ip link set " + DEVICE + " up");
        run(far(), "ip address add " + FAR + "/30 dev " + DEVICE);
        run(far(), "ip link set " + DEVICE + " up");
    }

    private static void run(Place place, String line) throws IOException, InterruptedException {
        String _ = place.run(PATIENCE, List.of(line.split(" ", -1)));
    }
}
