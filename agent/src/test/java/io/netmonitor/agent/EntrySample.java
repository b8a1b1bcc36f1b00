// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.plan.PlanEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the plan entry that a test needs; what it does not say is as in {@link Samples#entry}. */
public final class EntrySample {
    private final Path path;
    private final Duration period;
    private boolean reverse;
    private String address = "192.0.2.7";
    private Instant startAt = Samples.START;
    private Duration offset = Duration.ZERO;
    private Duration slot = Duration.ZERO;
    private int sessionId = 17;
    private Map<String, Object> settings = Map.of();
    private @Nullable String runId;
    private @Nullable Instant endAt;
    private @Nullable Instant notBefore;

    private EntrySample(Path path, Duration period) {
        this.path = path;
        this.period = period;
    }

    /** From bj to another node. */
    public static EntrySample to(String destination, Duration period) {
        return new EntrySample(Samples.path(destination), period);
    }

    /** From another node to bj, which starts it all the same. */
    public static EntrySample from(String source, Duration period) {
        EntrySample sample = new EntrySample(new Path(source, "bj", Family.IPV4), period);
        sample.reverse = true;
        return sample;
    }

    /** What a person started: one round, at an instant. */
    public static EntrySample run(String id, String destination, Instant at) {
        Duration period = Duration.ofSeconds(10);
        EntrySample sample = to(destination, period).startingAt(at).endingAt(at.plusNanos(1));
        sample.runId = id;
        sample.offset = Duration.ofNanos(
                Math.floorMod(Duration.between(Instant.EPOCH, at).toNanos(), period.toNanos()));
        return sample;
    }

    public EntrySample at(String newAddress) {
        address = newAddress;
        return this;
    }

    public EntrySample startingAt(Instant instant) {
        startAt = instant;
        return this;
    }

    public EntrySample endingAt(@Nullable Instant instant) {
        endAt = instant;
        return this;
    }

    public EntrySample notBefore(Instant instant) {
        notBefore = instant;
        return this;
    }

    public EntrySample offset(Duration newOffset) {
        offset = newOffset;
        return this;
    }

    public EntrySample slot(Duration length) {
        slot = length;
        return this;
    }

    public EntrySample session(int id) {
        sessionId = id;
        return this;
    }

    public EntrySample settings(Map<String, Object> newSettings) {
        settings = newSettings;
        return this;
    }

    public PlanEntry build() {
        return new PlanEntry(
                "wan",
                1,
                runId,
                FakeProbeType.NAME,
                path,
                reverse,
                null,
                address,
                862,
                startAt,
                endAt,
                period.toNanos(),
                offset.toNanos(),
                notBefore,
                slot.toNanos(),
                sessionId,
                null,
                null,
                settings);
    }
}
