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
 * @param revision the newest revision of the task of which this is known to hold; 0 when of none
 * @param fingerprint of what it was told; empty when it has lost that
 * @param at when it answered that it had understood
 */
public record Dispatch(long number, String member, int revision, String fingerprint, Instant at) {
    public Dispatch {
        requireNonNull(member, "member");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(at, "at");
    }

    /** The same, of which the node knows nothing any more: it holds of no revision and equals no content. */
    public Dispatch lost() {
        return new Dispatch(number, member, 0, "", at);
    }

    /** Whether the node knows nothing of it any more. */
    public boolean isLost() {
        return revision == 0;
    }

    /** The same, known to hold of a later revision too. */
    public Dispatch asOf(int laterRevision) {
        return new Dispatch(number, member, laterRevision, fingerprint, at);
    }
}
