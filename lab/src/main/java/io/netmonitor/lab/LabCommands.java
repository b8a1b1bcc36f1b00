// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import io.netmonitor.lab.Layout.End;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the commands that make and remove a lab. Not safe for use by many threads. */
final class LabCommands {
    /** How long a packet may wait in a link's queue before it is dropped. */
    static final int QUEUE_MS = 50;

    private final List<ShellCommand> commands = new ArrayList<>();
    private final Layout layout;
    private final String router;

    LabCommands(Layout layout) {
        this.layout = layout;
        this.router = layout.namespaces().getFirst();
    }

    List<ShellCommand> up() {
        router();
        host();
        for (int i = 0; i < layout.sites().size(); i++) {
            site(i + 1, layout.sites().get(i));
        }
        return List.copyOf(commands);
    }

    /** The host's interface goes first and by name: with its namespace it would go too, but only some time later. */
    List<ShellCommand> down() {
        add("ip link delete", layout.hostInterface());
        layout.namespaces().forEach(name -> add("ip netns delete", name));
        return List.copyOf(commands);
    }

    private void router() {
        add("ip netns add", router);
        if (layout.ipv4Enabled()) {
            add("ip netns exec", router, "sysctl -qw net.ipv4.ip_forward=1");
        }
        if (layout.ipv6Enabled()) {
            add("ip netns exec", router, "sysctl -qw net.ipv6.conf.all.forwarding=1");
        }
        add("ip -n", router, "link set lo up");
    }

    private void host() {
        String name = layout.hostInterface();
        add("ip link add", name, "type veth peer name host netns", router);
        addresses("ip", name, 0, End.SITE);
        addresses("ip -n " + router, "host", 0, End.ROUTER);
        if (layout.ipv4Enabled()) {
            add("ip route add", layout.subnet().ipv4() + ".0/24 via", layout.ipv4(0, End.ROUTER));
        }
        if (layout.ipv6Enabled()) {
            add("ip -6 route add", layout.subnet().ipv6() + "::/64 via", layout.ipv6(0, End.ROUTER));
        }
    }

    private void site(int number, Site site) {
        String name = layout.namespace(site.name());
        String port = "site" + number;
        add("ip netns add", name);
        add("ip -n", name, "link set lo up");
        if (!layout.ipv4Enabled()) {
            add("ip -n", name, "address delete 127.0.0.1/8 dev lo");
        }
        add("ip -n", router, "link add", port, "type veth peer name eth0 netns", name);
        addresses("ip -n " + router, port, number, End.ROUTER);
        addresses("ip -n " + name, "eth0", number, End.SITE);
        if (layout.ipv4Enabled()) {
            add("ip -n", name, "route add default via", layout.ipv4(number, End.ROUTER));
        }
        if (layout.ipv6Enabled()) {
            add("ip -n", name, "-6 route add default via", layout.ipv6(number, End.ROUTER));
        }
        shape(router, port, site.link());
        shape(name, "eth0", site.link());
        lose(name, site.link().lossRatio());
    }

    /** Without duplicate address detection an IPv6 address can be used at once, not seconds later. */
    private void addresses(String ip, String device, int link, End end) {
        if (layout.ipv4Enabled()) {
            add(ip, "address add", layout.ipv4(link, end) + "/30 dev", device);
        }
        if (layout.ipv6Enabled()) {
            add(ip, "address add", layout.ipv6(link, end) + "/112 dev", device, "nodad");
        }
        add(ip, "link set", device, "up");
    }

    /** netem sits below tbf: packets are delayed first and then wait their turn at the rate. */
    private void shape(String namespace, String device, Link link) {
        String queue = "burst " + link.burstBytes() + " latency " + QUEUE_MS + "ms";
        add("tc -n", namespace, "qdisc add dev", device, "root handle 1: tbf rate", link.rateBps() + "bit", queue);
        if (layout.features().netem() && !link.delay().isZero()) {
            String delay = link.delay().toNanos() / 1000 + "us limit " + link.delayQueuePackets();
            add("tc -n", namespace, "qdisc add dev", device, "parent 1:1 handle 10: netem delay", delay);
        }
    }

    private void lose(String namespace, double ratio) {
        if (ratio == 0) {
            return;
        }
        String nft = "ip netns exec " + namespace + " nft add";
        add(nft, "table inet lab");
        add(nft, "chain inet lab receive { type filter hook prerouting priority -300 ; }");
        add(nft, "rule inet lab receive meta l4proto tcp accept");
        add(nft, "rule inet lab receive icmpv6 type { nd-neighbor-solicit , nd-neighbor-advert } accept");
        add(nft, "rule inet lab receive iifname eth0 numgen random mod 1000000 <", Math.round(ratio * 1e6), "drop");
    }

    private void add(Object... parts) {
        commands.add(ShellCommand.of(Stream.of(parts).map(Object::toString).collect(Collectors.joining(" "))));
    }
}
