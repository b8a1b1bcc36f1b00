// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.path.Direction;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.task.Member;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which path and which metric of a task a pushed series means. Its ends are texts of the task's listing; the plan says who of a pair
 * measures. Immutable.
 */
final class PushedPaths {
    private final Placement placement;
    private final ProbeDescription description;
    private final Map<String, String> listing;
    private final Map<Ends, Spot> spots = new HashMap<>();

    private record Ends(String sip, String dip) {}

    /**
     * What a series means.
     *
     * @param metric as the path is read from its source
     */
    record Meaning(Spot spot, Metric metric) {}

    /**
     * The paths of a placement.
     *
     * @param listing the text of each member that nodes of the prototype know
     */
    PushedPaths(Placement placement, ProbeDescription description, Map<String, String> listing) {
        this.placement = placement;
        this.description = description;
        this.listing = listing;
        for (Spot spot : placement.spots()) {
            String source = listing.get(spot.source());
            String destination = listing.get(spot.destination());
            if (source != null && destination != null) {
                spots.put(new Ends(source, destination), spot);
                if (description.symmetric()) {
                    spots.put(new Ends(destination, source), spot);
                }
            }
        }
    }

    Placement placement() {
        return placement;
    }

    /** Compiling makes all placements anew, so this one itself stands for the addresses of nodes too. */
    @SuppressWarnings("ReferenceEquality")
    boolean isMadeFrom(Placement other) {
        return placement == other;
    }

    ProbeDescription description() {
        return description;
    }

    /**
     * What a series means.
     *
     * @throws RefusedException when no node of the prototype measures that
     */
    Meaning of(Sample sample) throws RefusedException {
        if (!sample.isBounded()) {
            throw new RefusedException(Refusal.NO_PATH, "are longer than any address: " + sample);
        }
        Spot spot = spots.get(new Ends(sample.sip(), sample.dip()));
        if (spot == null) {
            throw new RefusedException(Refusal.NO_PATH, "are no two members that measure each other: " + sample);
        }
        String initiator = spot.initiator();
        if (!Member.isOldNode(initiator)) {
            throw new RefusedException(
                    Refusal.NO_PATH, "are measured by " + initiator + ", which hands in its own results: " + sample);
        }
        if (spot.hindrance() != null) {
            throw new RefusedException(Refusal.NO_PATH, "are not measured, " + spot.hindrance() + ": " + sample);
        }
        Metric metric = metric(sample, sample.sip().equals(listing.get(spot.source())));
        if (metric == null) {
            throw new RefusedException(
                    Refusal.NO_SUCH_METRIC, "is none that " + initiator + " measures from sip to dip: " + sample);
        }
        return new Meaning(spot, metric);
    }

    /** Round trips are told by who measures them alone. */
    private @Nullable Metric metric(Sample sample, boolean alongThePath) {
        for (Metric metric : description.metrics()) {
            boolean fits =
                    alongThePath ? metric.direction() != Direction.BACKWARD : metric.direction() == Direction.BACKWARD;
            if (fits && sample.metric().equals(metric.legacy())) {
                return metric;
            }
        }
        return null;
    }
}
