// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.util.List;

/**
 * What a {@link PrototypeServer} has seen of one client that it accepted.
 *
 * @param packets the client's test packets that came while the session was open, in order; for bandwidth of all trains
 * @param shortestPacket payload bytes, 0 without any
 * @param foreign datagrams that are too short or bear another id
 * @param trains what the client told of its trains
 * @param ended the client has said {@code end}
 * @param ending what ended it
 */
public record Served(
        TaskMeta task,
        List<TestPacket> packets,
        int shortestPacket,
        int longestPacket,
        int foreign,
        List<SendMeta> trains,
        boolean ended,
        String ending) {
    public Served {
        packets = List.copyOf(packets);
        trains = List.copyOf(trains);
    }
}
