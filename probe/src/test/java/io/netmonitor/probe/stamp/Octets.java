// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Packets in tests as hex, with blanks and {@code // comments} to the end of a line. */
final class Octets {
    private Octets() {}

    static ByteBuffer of(String table) {
        return ByteBuffer.wrap(
                HexFormat.of().parseHex(table.replaceAll("//[^\n]*", "").replaceAll("\\s", "")));
    }

    static String hex(ByteBuffer packet, int lengthBytes) {
        byte[] octets = new byte[lengthBytes];
        packet.get(0, octets);
        return HexFormat.of().formatHex(octets);
    }

    static String hex(String table) {
        ByteBuffer packet = of(table);
        return hex(packet, packet.capacity());
    }
}
