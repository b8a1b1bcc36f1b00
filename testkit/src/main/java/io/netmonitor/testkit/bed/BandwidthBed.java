// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import io.netmonitor.core.json.Json;
import io.netmonitor.lab.Lab;
import io.netmonitor.lab.Link;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A path from a source over a router to a destination, narrow on its last link in that direction only. Used by one
 * thread; to be closed, which kills what still runs there and removes all of it.
 *
 * <pre>
 *   source ── router ══ bottleneck ══ destination
 *               │                         │
 *            cross traffic         where it is dropped
 * </pre>
 */
public final class BandwidthBed implements AutoCloseable {
    /** Where cross traffic goes, the discard port: the destination drops it before it costs anything. */
    static final int CROSS_PORT = 9;

    private static final String SOURCE = "source";
    private static final String DESTINATION = "destination";
    private static final String INGRESS = "site1";
    private static final String EGRESS = "site2";
    private static final String SITE = "eth0";

    private final Lab lab;
    private Bottleneck bottleneck = Bottleneck.open();

    private BandwidthBed(Lab lab) {
        this.lab = lab;
    }

    /** What this machine or user lacks for a bed, as people should read it; empty when it lacks nothing. */
    public static String missing() {
        if (!Lab.availability().ok()) {
            return Lab.availability().toString();
        }
        boolean ethtool = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/sbin:/sbin").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ethtool")));
        return ethtool ? "" : "ethtool (Debian package ethtool)";
    }

    /** Builds it with a bottleneck. */
    public static BandwidthBed up(Bottleneck bottleneck) throws IOException, InterruptedException {
        BandwidthBed bed = new BandwidthBed(Lab.plan("bed")
                .site(SOURCE, Link.ofMbits(1_000))
                .site(DESTINATION, Link.ofMbits(1_000))
                .up());
        try {
            bed.unshape();
            bed.dropAndCount();
            bed.setOffloads(false, true);
            bed.reshape(bottleneck);
            return bed;
        } catch (IOException | InterruptedException | RuntimeException e) {
            try {
                bed.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Puts another bottleneck in the place of the present one. What waits in its queue is lost. */
    public void reshape(Bottleneck next) throws IOException, InterruptedException {
        run(destination("nft flush chain netdev bed lose"));
        for (String line : new BottleneckCommands(bottleneck, EGRESS).down()) {
            run(router(line));
        }
        boolean offloaded = bottleneck.offloads();
        bottleneck = Bottleneck.open().withOffloads(offloaded);
        setOffloads(next.offloads(), next.kind() != Bottleneck.Kind.POLICER);
        for (String line : new BottleneckCommands(next, EGRESS).up()) {
            run(router(line));
        }
        if (next.lossRatio() > 0) {
            run(destination("nft add rule netdev bed lose meta l4proto udp numgen random mod 1000000 < "
                    + Math.round(next.lossRatio() * 1e6) + " drop"));
        }
        bottleneck = next;
    }

    public Bottleneck bottleneck() {
        return bottleneck;
    }

    /** A command at the source. */
    public ProcessBuilder source(List<String> command) {
        return lab.exec(SOURCE, command);
    }

    /** A command at the destination. */
    public ProcessBuilder destination(List<String> command) {
        return lab.exec(DESTINATION, command);
    }

    /** A command on the router, whose packets to the destination join the queue there. */
    public ProcessBuilder router(List<String> command) {
        List<String> words = new ArrayList<>(
                List.of("ip", "netns", "exec", lab.layout().namespaces().getFirst()));
        words.addAll(command);
        return new ProcessBuilder(words);
    }

    public String sourceIpv4() {
        return lab.layout().ipv4(SOURCE);
    }

    public String destinationIpv4() {
        return lab.layout().ipv4(DESTINATION);
    }

    /** Whether the bed has IPv6 addresses. */
    public boolean ipv6Enabled() {
        return lab.layout().ipv6Enabled();
    }

    public String sourceIpv6() {
        return lab.layout().ipv6(SOURCE);
    }

    public String destinationIpv6() {
        return lab.layout().ipv6(DESTINATION);
    }

    /** The network namespaces, the router's first. */
    public List<String> namespaces() {
        return lab.layout().namespaces();
    }

    /** UDP cross traffic since the bed was built, as the router saw it before the bottleneck. */
    public Traffic crossOffered() throws IOException, InterruptedException {
        return counted(Commands.run(router("nft -j list counter inet bed cross")));
    }

    /** UDP cross traffic since the bed was built, as the destination saw it behind the bottleneck. */
    public Traffic crossPassed() throws IOException, InterruptedException {
        return counted(Commands.run(destination("nft -j list counter netdev bed cross")));
    }

    @Override
    public void close() throws IOException {
        lab.close();
    }

    /** The lab shapes both ends of each link. */
    private void unshape() throws IOException, InterruptedException {
        run(
                source("tc qdisc del dev " + SITE + " root"),
                router("tc qdisc del dev " + INGRESS + " root"),
                router("tc qdisc del dev " + EGRESS + " root"),
                destination("tc qdisc del dev " + SITE + " root"));
    }

    private void dropAndCount() throws IOException, InterruptedException {
        String hook = " { type filter hook ingress device " + SITE + " priority ";
        run(
                destination("nft add table netdev bed"),
                destination("nft add counter netdev bed cross"),
                destination("nft add chain netdev bed arrive" + hook + "-500 ; }"),
                destination("nft add rule netdev bed arrive udp dport " + CROSS_PORT + " counter name cross drop"),
                destination("nft add chain netdev bed lose" + hook + "-400 ; }"),
                router("nft add table inet bed"),
                router("nft add counter inet bed cross"),
                router("nft add chain inet bed leave { type filter hook postrouting priority 0 ; }"),
                router("nft add rule inet bed leave oifname " + EGRESS + " udp dport " + CROSS_PORT
                        + " counter name cross"));
    }

    /**
     * UDP segmentation keeps its own switch on: without it a host of two processors sends no burst faster than 1 Gbit/s. So what leaves in
     * one piece crosses the path as one packet, unless a bucket is too small for it. A policer, which counts packets, needs it off.
     */
    private void setOffloads(boolean on, boolean segmentation) throws IOException, InterruptedException {
        String word = on ? " on" : " off";
        String features = " gso" + word + " gro" + word + " tso" + word + " tx-udp-segmentation"
                + (segmentation ? " on" : " off");
        run(
                source("ethtool -K " + SITE + features),
                router("ethtool -K " + INGRESS + features),
                router("ethtool -K " + EGRESS + features),
                destination("ethtool -K " + SITE + features));
    }

    private ProcessBuilder source(String line) {
        return source(Commands.words(line));
    }

    private ProcessBuilder destination(String line) {
        return destination(Commands.words(line));
    }

    private ProcessBuilder router(String line) {
        return router(Commands.words(line));
    }

    private static void run(ProcessBuilder... commands) throws IOException, InterruptedException {
        for (ProcessBuilder command : commands) {
            String _ = Commands.run(command);
        }
    }

    private static Traffic counted(String json) {
        JsonNode counters = Json.read(json, JsonNode.class).path("nftables");
        JsonNode counter = counters.path(counters.size() - 1).path("counter");
        long packets = counter.path("packets").asLong();
        return new Traffic(packets, counter.path("bytes").asLong() + packets * Bottleneck.ETHERNET_BYTES);
    }
}
