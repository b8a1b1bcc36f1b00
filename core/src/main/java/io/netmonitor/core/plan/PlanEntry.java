// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
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
 * <p>Agents keep their plan across a change of version: what a later version added may be absent, and is then null, false or 0.
 *
 * <p>Rounds are counted from the task's start on all of its paths, also on one that came to it later.
 *
 * @param task name of the task
 * @param revision revision of the task
 * @param runId of a measurement that a person started: it has one round, whose result carries this in place of its number
 * @param kind name of the probe type
 * @param path source, destination and family
 * @param reverse whether this agent is the path's destination and starts it all the same
 * @param protocol what the other end speaks, where it is a host without an agent: one of its probe type's foreign protocols
 * @param address where the other end's answering side listens: an address as text, or a host's name for the agent to look up
 * @param port port of the other end's answering side
 * @param startAt see {@link Rounds}
 * @param endAt see {@link Rounds}
 * @param periodNs see {@link Rounds}
 * @param offsetNs see {@link Rounds}
 * @param notBefore rounds before it are not run although they are counted; absent when all are
 * @param slotNs how long from its instant a round has the nodes for itself: it must not begin so late, nor last so long, that it
 *     exceeds this; 0 when it disturbs nobody
 * @param sessionId identifies the session at the other end, 1 to 65535; 0 for a host without an agent
 * @param destinationBootId kernel boot id of the destination, where known
 * @param sessionKey what packets are authenticated with, where the task wants it
 * @param settings settings of the probe type, as written in the task
 */
public record PlanEntry(
        String task,
        int revision,
        @Nullable String runId,
        String kind,
        Path path,
        // Plans kept by the first agents have neither this nor slots.
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean reverse,
        @Nullable String protocol,
        String address,
        int port,
        Instant startAt,
        @Nullable Instant endAt,
        long periodNs,
        long offsetNs,
        @Nullable Instant notBefore,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long slotNs,
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
        if (sessionId < 0 || sessionId > 0xFFFF) {
            throw new IllegalArgumentException("session id outside 0 to 65535: " + sessionId);
        }
    }

    /** One that its source runs every round of, for as long as it likes. */
    public PlanEntry(
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
        this(
                task,
                revision,
                null,
                kind,
                path,
                false,
                null,
                address,
                port,
                startAt,
                endAt,
                periodNs,
                offsetNs,
                null,
                0,
                sessionId,
                destinationBootId,
                sessionKey,
                settings);
    }

    /** The node that starts its measurements. */
    @JsonIgnore
    public String initiator() {
        return reverse ? path.destination() : path.source();
    }

    /** The node, or host, that answers them. */
    @JsonIgnore
    public String answerer() {
        return reverse ? path.source() : path.destination();
    }

    /** The instants at which it is measured. */
    @JsonIgnore
    public Rounds rounds() {
        return new Rounds(startAt, endAt, periodNs, offsetNs);
    }

    /** What stays the same while rounds of the same task revision are counted on: the scheduler's key. */
    @JsonIgnore
    public Key key() {
        return new Key(task, revision, runId, path);
    }

    /** Identity of an entry across plans. */
    public record Key(String task, int revision, @Nullable String runId, Path path) {}
}
