// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.util.List;
import java.util.Map;

/** Made-up probe types by the names of those that the prototype knew, which speak its protocol. */
public final class OldKinds {
    private OldKinds() {}

    public static List<ProbeType> all() {
        return List.of(named("basic", FakeProbeType.symmetric()), named("bandwidth", FakeProbeType.exclusive()));
    }

    static ProbeCatalog catalog() {
        return new ProbeCatalog(all());
    }

    private static ProbeType named(String name, FakeProbeType like) {
        ProbeDescription plain = like.description();
        ProbeDescription description = new ProbeDescription(
                plain.title(),
                plain.symmetric(),
                plain.exclusive(),
                plain.reversible(),
                Map.of("perftrace", 19_999, "stamp", 862),
                plain.defaultPort(),
                plain.settings(),
                plain.fields(),
                plain.metrics());
        return new FakeProbeType(name, description, session -> {
            throw new IllegalStateException("nobody measures in these tests");
        });
    }
}
