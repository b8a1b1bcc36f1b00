// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a node of the prototype was told of a task. It starts a job whenever it is told, so it is told once of each content.
 *
 * @param number creation number of the task
 * @param member the node, as it is listed
 * @param revision the newest revision of the task of which this is known to hold
 * @param fingerprint of what it was told
 * @param at when it answered that it had understood
 */
public record Dispatch(long number, String member, int revision, String fingerprint, Instant at) {
    public Dispatch {
        requireNonNull(member, "member");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(at, "at");
    }

    /** The same, known to hold of a later revision too. */
    public Dispatch asOf(int laterRevision) {
        return new Dispatch(number, member, laterRevision, fingerprint, at);
    }
}
