// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.SessionKey;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One path that an agent measures, once a round.
 *
 * @param task name of the task
 * @param revision revision of the task
 * @param kind name of the probe type
 * @param path source (this agent), destination and family
 * @param address where the destination's answering side listens, an address as text
 * @param port port of the destination's answering side
 * @param startAt see {@link Rounds}
 * @param endAt see {@link Rounds}
 * @param periodNs see {@link Rounds}
 * @param offsetNs see {@link Rounds}
 * @param sessionId identifies the session at the destination, 1 to 65535
 * @param destinationBootId kernel boot id of the destination, where known
 * @param sessionKey what packets are authenticated with, where the task wants it
 * @param settings settings of the probe type, as written in the task
 */
public record PlanEntry(
        String task,
        int revision,
        String kind,
        Path path,
        String address,
        int port,
        Instant startAt,
        @Nullable Instant endAt,
        long periodNs,
        long offsetNs,
        int sessionId,
        @Nullable String destinationBootId,
        @Nullable SessionKey sessionKey,
        Map<String, Object> settings) {
    public PlanEntry {
        requireNonNull(task, "task");
        requireNonNull(kind, "kind");
        requireNonNull(path, "path");
        requireNonNull(address, "address");
        requireNonNull(startAt, "startAt");
        // Sorted, so that equal entries are equal text, on every controller.
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        if (port < 1 || port > 0xFFFF) {
            throw new IllegalArgumentException("port outside 1 to 65535: " + port);
        }
        if (sessionId < 1 || sessionId > 0xFFFF) {
            throw new IllegalArgumentException("session id outside 1 to 65535: " + sessionId);
        }
    }

    /** The instants at which it is measured. */
    @JsonIgnore
    public Rounds rounds() {
        return new Rounds(startAt, endAt, periodNs, offsetNs);
    }

    /** What stays the same while rounds of the same task revision are counted on: the scheduler's key. */
    @JsonIgnore
    public Key key() {
        return new Key(task, revision, path);
    }

    /** Identity of an entry across plans. */
    public record Key(String task, int revision, Path path) {}
}
