// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.testkit.bed.BandwidthBed;
import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.BusyHost;
import io.netmonitor.testkit.bed.CrossTraffic;
import io.netmonitor.testkit.bed.Gaps;
import io.netmonitor.testkit.bed.Pattern;
import io.netmonitor.testkit.bed.TcpCross;
import io.netmonitor.testkit.bed.Traffic;
import io.netmonitor.testkit.host.QuietMoment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the bed says of its path and its cross traffic is what the kernel does. */
final class BandwidthBedIT {
    private static final int FRAME_BYTES = CrossTraffic.IP_BYTES + Bottleneck.ETHERNET_BYTES;
    private static final int PORT = 5_000;
    private static final int WINDOWS = 10;
    private static final long CALM_NS = 100_000_000;

    private static @Nullable BandwidthBed built;
    private static @Nullable CrossTraffic started;

    @BeforeAll
    static void build() throws Exception {
        if (!BandwidthBed.missing().isEmpty()) {
            return;
        }
        built = BandwidthBed.up(Bottleneck.open());
        started = CrossTraffic.start(built);
        run(built.destination(words("nft add table inet test")));
        run(built.destination(words("nft add chain inet test come { type filter hook input priority 0 ; }")));
        run(built.destination(words("nft add counter inet test came")));
        run(built.destination(words("nft add rule inet test come udp dport " + PORT + " counter name came")));
    }

    @AfterAll
    static void remove() throws Exception {
        if (started != null) {
            started.close();
        }
        if (built != null) {
            built.close();
        }
    }

    /** An assumption that fails before all tests of a class would leave no trace of its reason. */
    @BeforeEach
    void openAndSilent() throws Exception {
        assumeTrue(BandwidthBed.missing().isEmpty(), () -> "needs " + BandwidthBed.missing());
        cross().silence();
        bed().reshape(Bottleneck.open());
    }

    @Test
    void carriesUdpFromSourceToDestination() throws Exception {
        long before = came();

        sendFromSource(bed().destinationIpv4(), 3);
        if (bed().ipv6Enabled()) {
            sendFromSource(bed().destinationIpv6(), 3);
        }

        long expected = bed().ipv6Enabled() ? 6 : 3;
        await().untilAsserted(() -> assertThat(came() - before).isEqualTo(expected));
    }

    /** Five standard deviations. */
    @Test
    void losesTheShareItIsTold() throws Exception {
        bed().reshape(Bottleneck.open().withLossRatio(0.5));
        long before = came();

        sendFromSource(bed().destinationIpv4(), 400);

        await().untilAsserted(() -> assertThat((double) (came() - before)).isEqualTo(200, within(50.0)));
        bed().reshape(Bottleneck.open());
        long reshaped = came();
        sendFromSource(bed().destinationIpv4(), 50);
        await().untilAsserted(() -> assertThat(came() - reshaped).isEqualTo(50));
    }

    static Stream<Bottleneck> bottlenecks() {
        return Stream.of(
                Bottleneck.tbf(20_000_000),
                Bottleneck.tbf(10_000_000),
                Bottleneck.htb(20_000_000),
                Bottleneck.policer(20_000_000, 10_000),
                Bottleneck.serial(20_000_000));
    }

    /** No window may pass more; one may pass less, for what the kernel's timers miss while the host stands still is lost. */
    @ParameterizedTest
    @MethodSource("bottlenecks")
    void limitsToItsRate(Bottleneck bottleneck) throws Exception {
        bed().reshape(bottleneck);
        Traffic silent = bed().crossPassed();
        cross().change(bottleneck.rateBps() * 13 / 10, Pattern.CONSTANT, 1);
        awaitPassed(silent, bottleneck.burstBytes() + bottleneck.rateBps() / 8 / 5);

        double best = 0;
        for (int window = 0; window < WINDOWS && best <= 0.98; window++) {
            best = Math.max(best, shareOfRate(bottleneck));
        }

        assertThat(best).isGreaterThan(0.98);
    }

    /**
     * What passes in a second at least; at most it is not more than the rate. The counter cannot be read at an instant, only between
     * two, so the share lies between two bounds, too.
     */
    private static double shareOfRate(Bottleneck bottleneck) throws Exception {
        long beforeFirst = System.nanoTime();
        Traffic first = bed().crossPassed();
        long afterFirst = System.nanoTime();
        awaitPassed(first, bottleneck.rateBps() / 8);
        long beforeLast = System.nanoTime();
        Traffic last = bed().crossPassed();
        long afterLast = System.nanoTime();

        double seconds = last.since(first).wireBytes() * 8e9 / bottleneck.rateBps();
        assertThat(seconds / (afterLast - beforeFirst)).isLessThan(1.02);
        return seconds / (beforeLast - afterFirst);
    }

    @Test
    void anOpenPathPassesAll() throws Exception {
        Traffic before = bed().crossPassed();
        long from = System.nanoTime();
        cross().change(100_000_000, Pattern.CONSTANT, 1);
        awaitSent(from, 3_000);
        cross().silence();

        Traffic sent = cross().between(from, System.nanoTime());

        await().untilAsserted(
                        () -> assertThat(bed().crossPassed().since(before)).isEqualTo(sent));
    }

    @ParameterizedTest
    @EnumSource
    void countOfAWindowIsWhatTheRouterCounted(Pattern pattern) throws Exception {
        bed().reshape(Bottleneck.tbf(20_000_000));
        Traffic before = bed().crossOffered();
        long from = System.nanoTime();
        cross().change(30_000_000, pattern, 7);
        awaitSent(from, 1_000);
        cross().silence();

        Traffic sent = cross().between(from, System.nanoTime());

        assertThat(bed().crossOffered().since(before)).isEqualTo(sent);
        assertThat(sent.wireBytes()).isEqualTo(sent.packets() * FRAME_BYTES);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSTANT", "POISSON"})
    void sendsByItsPattern(Pattern pattern) throws Exception {
        QuietMoment.find(() -> {
            cross().silence();
            assertSendsBy(pattern);
        });
    }

    /**
     * How many it sends holds once the host has run for a moment, since none is left out: five standard deviations of the Poisson count.
     * How evenly they lie depends on what else runs, so that is judged in the calmest tenth of a second.
     */
    private static void assertSendsBy(Pattern pattern) throws Exception {
        long before = System.nanoTime();
        cross().change(1_000 * FRAME_BYTES * 8, pattern, 3);
        long from = System.nanoTime();
        awaitSent(before, 1_500);
        long to = System.nanoTime();

        Gaps gaps = cross().gaps(before, to);

        double seconds = (to - before) / 1e9;
        double chance = pattern == Pattern.POISSON ? 5 * Math.sqrt(seconds * 1_000) : 0;
        double starting = (from - before) / 1e6;
        assertThat((double) gaps.sends()).isEqualTo(seconds * 1_000, within(chance + starting + 10));
        double variation = pattern == Pattern.POISSON ? 1 : 0;
        assertThat(calmest(from, to).variation()).isEqualTo(variation, within(0.8));
        assertThat(gaps.lateP99Ns()).isBetween(0L, gaps.lateMaxNs());
    }

    @Test
    void tcpKeepsItsMeanRate() throws Exception {
        try (TcpCross tcp = TcpCross.start(bed())) {
            QuietMoment.find(() -> assertKeepsItsMeanRate(tcp));
        }
    }

    private static void assertKeepsItsMeanRate(TcpCross tcp) throws Exception {
        tcp.silence();
        long begin = System.nanoTime();
        tcp.change(20_000_000, Pattern.CONSTANT, 1);
        await().until(() -> tcp.bytesBetween(begin, System.nanoTime()) > 2_500_000);
        long end = System.nanoTime();

        double bps = tcp.bytesBetween(begin, end) * 8e9 / (end - begin);

        assertThat(bps).isEqualTo(20_000_000, within(1_000_000.0));
        assertThat(tcp.gaps(begin, end).meanBps()).isEqualTo(20_000_000, within(1_000_000.0));
    }

    @Test
    void offloadsAreAsAsked() throws Exception {
        assertThat(offloads()).containsOnly("off");

        bed().reshape(Bottleneck.tbf(20_000_000).withOffloads(true));
        assertThat(offloads()).containsOnly("on");

        bed().reshape(Bottleneck.tbf(20_000_000));
        assertThat(offloads()).containsOnly("off");
    }

    @Test
    void closingLeavesNothing() throws Exception {
        List<Long> pids = new ArrayList<>();
        List<String> namespaces;
        try (BandwidthBed other = BandwidthBed.up(Bottleneck.tbf(20_000_000).withLossRatio(0.1));
                CrossTraffic traffic = CrossTraffic.start(other);
                BusyHost busy = BusyHost.start(2)) {
            traffic.change(10_000_000, Pattern.POISSON, 1);
            namespaces = other.namespaces();
            pids.add(traffic.pid());
            pids.addAll(busy.pids());
            assertThat(pids).hasSize(3).allMatch(BandwidthBedIT::runs);
            assertThat(namespaces).hasSize(3).allMatch(BandwidthBedIT::exists);
        }

        assertThat(pids).noneMatch(BandwidthBedIT::runs);
        assertThat(namespaces).noneMatch(BandwidthBedIT::exists);
    }

    private static Gaps calmest(long from, long to) throws Exception {
        Gaps calmest = cross().gaps(from, to);
        for (long at = from; at + CALM_NS <= to; at += CALM_NS) {
            boolean sent = cross().between(at, at + CALM_NS).packets() > 1;
            Gaps gaps = sent ? cross().gaps(at, at + CALM_NS) : calmest;
            calmest = gaps.lateMaxNs() < calmest.lateMaxNs() ? gaps : calmest;
        }
        return calmest;
    }

    private static BandwidthBed bed() {
        return Objects.requireNonNull(built);
    }

    private static CrossTraffic cross() {
        return Objects.requireNonNull(started);
    }

    private static void awaitSent(long from, long packets) {
        await().until(() -> cross().between(from, System.nanoTime()).packets() >= packets);
    }

    private static void awaitPassed(Traffic before, long wireBytes) {
        await().until(() -> bed().crossPassed().since(before).wireBytes() >= wireBytes);
    }

    private static void sendFromSource(String address, int packets) throws Exception {
        String loop = "for ((i = 0; i < " + packets + "; i++)); do echo x >/dev/udp/" + address + "/" + PORT + "; done";
        run(bed().source(List.of("bash", "-c", loop)));
    }

    private static long came() throws Exception {
        String said = run(bed().destination(words("nft list counter inet test came")));
        return Long.parseLong(said.replaceAll("(?s).*packets (\\d+) .*", "$1"));
    }

    private static List<String> offloads() throws Exception {
        return run(bed().source(words("ethtool -k eth0")))
                .lines()
                .filter(line -> line.strip().matches("generic-(segmentation|receive).*"))
                .map(line -> line.split(": ", -1)[1])
                .toList();
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }

    private static boolean exists(String namespace) {
        return Files.exists(Path.of("/run/netns", namespace));
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    private static String run(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
