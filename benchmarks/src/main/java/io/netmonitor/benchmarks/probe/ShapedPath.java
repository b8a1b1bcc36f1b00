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
 * A router whose way to the reflector is narrow, so that packets queue there. Cross traffic goes to an address behind the
 * reflector, where the kernel drops it without a word to anybody. To be closed, which removes all of it.
 *
 * <pre>
 *   sender ──┐
 *            ├─ router ══ 20 Mbit/s ══ reflector ── nowhere
 *   cross  ──┘
 * </pre>
 */
final class ShapedPath implements AutoCloseable {
    static final long RATE_BPS = 20_000_000;

    /** The router's devices, by the order in which the sites are planned. */
    static final String INGRESS = "site1";

    static final String EGRESS = "site2";

    /** Set aside for documentation (RFC 5737), so nobody's. */
    static final String NOWHERE = "192.0.2.1";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scratch scratch;
    private final Lab lab;

    private ShapedPath(Scratch scratch, Lab lab) {
        this.scratch = scratch;
        this.lab = lab;
    }

    static ShapedPath build() throws IOException, InterruptedException {
        Scratch scratch = new Scratch();
        try {
            ShapedPath path = new ShapedPath(
                    scratch,
                    Lab.plan("bench")
                            .site("sender", Link.ofMbits(1_000))
                            .site("reflector", new Link(RATE_BPS, 0, Duration.ZERO))
                            .site("cross", Link.ofMbits(1_000))
                            .up());
            try {
                path.leadNowhere();
                return path;
            } catch (IOException | InterruptedException e) {
                path.close();
                throw e;
            }
        } catch (IOException | InterruptedException e) {
            scratch.close();
            throw e;
        }
    }

    Place sender() {
        return site("sender");
    }

    Place reflector() {
        return site("reflector");
    }

    Place cross() {
        return site("cross");
    }

    Place router() {
        return new Place(
                List.of("ip", "netns", "exec", lab.layout().namespaces().getFirst()), scratch.folder());
    }

    String reflectorAddress() {
        return lab.layout().ipv4("reflector");
    }

    @Override
    public void close() throws IOException {
        try (scratch) {
            lab.close();
        }
    }

    private Place site(String name) {
        return new Place(lab.layout().execPrefix(name), scratch.folder());
    }

    private void leadNowhere() throws IOException, InterruptedException {
        String _ = router().run(PATIENCE, List.of("ip", "route", "add", NOWHERE, "via", reflectorAddress()));
        String _ = reflector().run(PATIENCE, List.of("ip", "route", "add", "blackhole", NOWHERE));
    }
}
