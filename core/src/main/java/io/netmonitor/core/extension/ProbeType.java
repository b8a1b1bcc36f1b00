// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import java.io.IOException;

/**
 * A way of measuring a path. It describes its settings, its fields and its metrics; store, API, {@code /metrics} and UI read
 * only the description. Contract: {@code ProbeTypeContract} of the testkit.
 */
public non-sealed interface ProbeType extends Extension {
    /** What it asks for and what it gives. The same at every call; loads nothing that only measuring needs. */
    ProbeDescription description();

    /** What one measurement with these settings may cost; the same at every call. */
    Traffic traffic(Settings settings, Family family);

    /**
     * A probe with these settings, good for many measurements, one after the other or at once.
     *
     * @param settings validated against {@link ProbeDescription#settings}
     */
    Probe create(Settings settings);

    /**
     * Starts the answering side.
     *
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    Responder respond(ResponderOptions options) throws IOException;
}
