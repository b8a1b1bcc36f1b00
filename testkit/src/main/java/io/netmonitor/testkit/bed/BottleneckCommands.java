// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.util.List;

/** Writes the commands, run on the router, that put a bottleneck on a device and take it off. Immutable. */
record BottleneckCommands(Bottleneck bottleneck, String device) {
    List<String> up() {
        String root = "tc qdisc add dev " + device + " root handle 1: ";
        return switch (bottleneck.kind()) {
            case TBF, SERIAL ->
                List.of(root + "tbf rate " + bottleneck.rateBps() + "bit burst " + bottleneck.burstBytes() + " latency "
                        + bottleneck.latencyMs() + "ms");
            case HTB ->
                List.of(
                        root + "htb default 1",
                        "tc class add dev " + device + " parent 1: classid 1:1 htb rate " + bottleneck.rateBps()
                                + "bit burst " + bottleneck.burstBytes() + " cburst " + bottleneck.burstBytes()
                                + " quantum 1514",
                        "tc qdisc add dev " + device + " parent 1:1 handle 10: bfifo limit " + queueBytes());
            case POLICER ->
                List.of(
                        "nft add table netdev police",
                        "nft add chain netdev police leave { type filter hook egress device " + device
                                + " priority 0 ; }",
                        "nft add rule netdev police leave icmpv6 type { nd-neighbor-solicit , nd-neighbor-advert }"
                                + " accept",
                        "nft add rule netdev police leave meta protocol { ip , ip6 } limit rate over "
                                + packetsPerMinute() + "/minute burst " + burstPackets() + " packets drop");
            case OPEN -> List.of();
        };
    }

    List<String> down() {
        return switch (bottleneck.kind()) {
            case TBF, SERIAL, HTB -> List.of("tc qdisc del dev " + device + " root");
            case POLICER -> List.of("nft delete table netdev police");
            case OPEN -> List.of();
        };
    }

    private long queueBytes() {
        return Math.max(3_028, bottleneck.rateBps() / 8 * bottleneck.latencyMs() / 1_000);
    }

    /**
     * Packets and not bytes: nft's bucket for bytes holds a second's worth more than it is told, and tc's own policer is
     * missing in many small kernels. A minute, so that rounding changes no rate by more than a thousandth.
     */
    private long packetsPerMinute() {
        return Math.round(bottleneck.rateBps() * 60.0 / 8 / Bottleneck.POLICED_FRAME_BYTES);
    }

    private long burstPackets() {
        return Math.max(1, bottleneck.burstBytes() / Bottleneck.POLICED_FRAME_BYTES);
    }
}
