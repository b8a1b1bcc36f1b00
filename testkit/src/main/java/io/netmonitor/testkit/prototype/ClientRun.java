// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a {@link PrototypeClient} has seen, nothing of it believed or corrected.
 *
 * @param greeting what the server said first; at most six bytes
 * @param readiness what it said to the task; empty when it closed instead
 * @param sent test packets of its own, of all trains
 * @param replies in the order in which they came
 * @param strays datagrams that are no reply to its id or come from elsewhere than the server
 * @param arrived the server's word for a Basic measurement
 * @param results the server's word for each train
 * @param rest what the server wrote after garbage, until it closed, a character for each octet
 * @param ending how it ended
 */
public record ClientRun(
        String greeting,
        String readiness,
        int sent,
        List<Returned> replies,
        int strays,
        OptionalInt arrived,
        List<TrainResult> results,
        String rest,
        Ending ending) {
    public ClientRun {
        replies = List.copyOf(replies);
        results = List.copyOf(results);
    }

    /** A reply and when it came. */
    public record Returned(Reply reply, long atUs) {}

    /** How a run ended. */
    public enum Ending {
        DONE,
        DENIED,
        /** The client vanished, as it was told. */
        LEFT,
        /** The server closed or reset early. */
        CLOSED,
        /** The server said nothing for the client's patience. */
        SILENT
    }
}
