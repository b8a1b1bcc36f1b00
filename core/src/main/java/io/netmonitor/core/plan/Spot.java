// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one path of a task stands in its rounds, or why it stands nowhere.
 *
 * @param source where the path starts
 * @param destination where it ends
 * @param reverse whether the destination starts the measurement
 * @param offsetNs place within the period, nanoseconds; absent when the path has none
 * @param notBefore rounds before it are not run; absent when all are
 * @param hindrance why it is not measured, in one clause; absent when it is
 */
public record Spot(
        String source,
        String destination,
        boolean reverse,
        @Nullable Long offsetNs,
        @Nullable Instant notBefore,
        @Nullable String hindrance) {
    public Spot {
        requireNonNull(source, "source");
        requireNonNull(destination, "destination");
        if (offsetNs == null && hindrance == null) {
            throw new IllegalArgumentException("neither a place nor a hindrance: " + source + " to " + destination);
        }
    }

    /** Whether rounds of it are run. */
    @JsonIgnore
    public boolean isMeasured() {
        return offsetNs != null && hindrance == null;
    }

    /** The node that starts its measurements. */
    @JsonIgnore
    public String initiator() {
        return reverse ? destination : source;
    }

    /** As a path of a family. */
    public Path path(Family family) {
        return new Path(source, destination, family);
    }
}
