// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a probe on a path gave.
 *
 * @param startedAt first packet, by this machine's wall clock
 * @param duration from the first packet to the end
 * @param outcome how it ended
 * @param reason why, for outcomes without a value
 * @param values fields of the probe type's description
 */
public record Measurement(
        Instant startedAt,
        Duration duration,
        Outcome outcome,
        @Nullable String reason,
        Values values) {
    public Measurement {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(duration, "duration");
        requireNonNull(outcome, "outcome");
        requireNonNull(values, "values");
    }
}
