// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real namespaces and real packets. */
class LabIT {
    private static final double LOSS = 0.3;

    @BeforeEach
    void needsALab() {
        assumeTrue(Lab.availability().ok(), () -> "needs " + Lab.availability());
    }

    @Test
    void sitesAndHostReachEachOtherOverBothFamilies() throws Exception {
        try (Lab lab = Lab.plan("reach")
                .site("a", Link.ofMbits(100))
                .site("b", Link.ofMbits(50))
                .up()) {
            assertReachable(lab.exec("a", pingWords(lab.layout().ipv4("b"))));
            assertReachable(lab.exec("b", pingWords(lab.layout().hostIpv4())));
            assertReachable(new ProcessBuilder(pingWords(lab.layout().ipv4("a"))));
            if (lab.layout().ipv6Enabled()) {
                assertReachable(lab.exec("a", pingWords(lab.layout().ipv6("b"))));
                assertReachable(lab.exec("b", pingWords(lab.layout().hostIpv6())));
                assertReachable(new ProcessBuilder(pingWords(lab.layout().ipv6("a"))));
            }
        }
    }

    @Test
    void sitesReachEachOtherWithoutIpv4() throws Exception {
        assumeTrue(HostFeatures.ipv6Enabled(), "needs IPv6");
        try (Lab lab = Lab.plan("six")
                .site("a", Link.ofMbits(100))
                .site("b", Link.ofMbits(50))
                .ipv6Only()
                .up()) {
            assertReachable(lab.exec("a", pingWords(lab.layout().ipv6("b"))));
            assertReachable(lab.exec("b", pingWords(lab.layout().hostIpv6())));
            for (String namespace : lab.layout().namespaces().subList(1, 3)) {
                assertThat(ShellCommand.of("ip -n " + namespace + " -4 address show")
                                .run())
                        .isEmpty();
            }
        }
    }

    @Test
    void keepsOtherProcessesWaitingWhileTheStateFolderIsLocked() throws Exception {
        try (StateFolder _ = StateFolder.lock()) {
            Process probe = new ProcessBuilder(TestJava.command(LockProbe.class))
                    .redirectErrorStream(true)
                    .start();

            assertThat(new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("held");
        }
    }

    @Test
    void shapesEachLinkToItsRate() throws Exception {
        try (Lab lab = Lab.plan("rate")
                        .site("slow", Link.ofMbits(10))
                        .site("fast", Link.ofMbits(50))
                        .up();
                SitePeer slow = SitePeer.start(lab, "slow");
                SitePeer fast = SitePeer.start(lab, "fast")) {
            assertShaped(lab.layout().ipv4("slow"), slow.port(), 10);
            assertShaped(lab.layout().ipv4("fast"), fast.port(), 50);
        }
    }

    /** No stream is faster than its link; the host may hold up one or two. */
    private static void assertShaped(String address, int port, int mbits) throws IOException {
        double best = 0;
        for (int i = 0; i < 3; i++) {
            double reached = streamMbits(address, port, mbits * 100_000);
            assertThat(reached).isLessThan(1.02 * mbits);
            best = Math.max(best, reached);
        }
        assertThat(best).isGreaterThan(0.6 * mbits);
    }

    @Test
    void losesOnlyWhatTheSiteReceives() throws Exception {
        try (Lab lab = Lab.plan("loss")
                        .site("lossy", Link.ofMbits(100).losing(LOSS))
                        .up();
                SitePeer peer = SitePeer.start(lab, "lossy")) {
            int sent = 400;

            Echoes echoes = exchange(lab.layout().ipv4("lossy"), peer.port(), sent, 30);

            assertThat(echoes.reachedSite / (double) sent).isEqualTo(1 - LOSS, within(0.12));
            assertThat(echoes.cameBack).isEqualTo(echoes.reachedSite);
        }
    }

    @Test
    void twoLabsStandSideBySide() throws Exception {
        try (Lab stays = Lab.plan("twin").site("a", Link.ofMbits(10)).up();
                SitePeer peer = SitePeer.start(stays, "a")) {
            try (Lab goes = Lab.plan("twin").site("a", Link.ofMbits(10)).up()) {
                assertThat(goes.layout().ipv4("a")).isNotEqualTo(stays.layout().ipv4("a"));
            }

            assertThat(exchange(stays.layout().ipv4("a"), peer.port(), 3, 5000)).isEqualTo(new Echoes(3, 3));
        }
    }

    @Test
    void closingRemovesEverythingAndWhatRunsThere() throws Exception {
        String before = hostState();
        Lab lab = Lab.plan("gone").site("a", Link.ofMbits(10)).up();
        SitePeer peer = SitePeer.start(lab, "a");
        assertThat(hostState()).isNotEqualTo(before);

        lab.close();
        lab.close();

        assertThat(hostState()).isEqualTo(before);
        assertThat(lab.layout().namespaces()).noneMatch(Lab::exists);
        await().atMost(1, TimeUnit.MINUTES).until(() -> !peer.process().isAlive());
    }

    @Test
    void whatAFailedStartLeftIsRemoved() throws Exception {
        String before = hostState();
        Layout next = Lab.plan("clash").site("a", Link.ofMbits(10)).layout();
        ShellCommand.of("ip netns add " + next.namespace("a")).run();
        try {
            assertThat(catchThrowable(
                            () -> Lab.plan("clash").site("a", Link.ofMbits(10)).up()))
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith("`ip netns add " + next.namespace("a") + "` failed (exit 1): ");
            assertThat(hostState()).isEqualTo(before);
            assertThat(next.namespaces()).noneMatch(Lab::exists);
        } finally {
            if (Lab.exists(next.namespace("a"))) {
                ShellCommand.of("ip netns delete " + next.namespace("a")).run();
            }
        }
    }

    @Test
    void sweepsWhatAKilledOwnerLeftAndSparesTheLiving() throws Exception {
        Process owner = new ProcessBuilder(TestJava.command(LabOwner.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] words = owner.inputReader().readLine().split(" ", -1);
        List<String> namespaces = List.of(words).subList(1, words.length);
        ProcessHandle left = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
        try (Lab living = Lab.plan("living").site("a", Link.ofMbits(10)).up()) {
            assertThat(Lab.sweep()).isEmpty();
            assertThat(namespaces).allMatch(Lab::exists);

            owner.destroyForcibly().waitFor();
            List<String> swept = Lab.sweep();

            assertThat(swept).containsExactlyInAnyOrderElementsOf(namespaces);
            assertThat(namespaces).noneMatch(Lab::exists);
            assertThat(living.layout().namespaces()).allMatch(Lab::exists);
            await().atMost(1, TimeUnit.MINUTES).until(() -> !left.isAlive());
        }
    }

    @Test
    void typedByHandTheCommandsGiveTheSameSystem() throws Exception {
        String before = hostState();
        Layout layout = Lab.plan("typed")
                .site("a", Link.ofMbits(10).losing(0.02))
                .site("b", Link.ofMbits(10))
                .layout();
        try {
            shell(layout.commands());

            assertReachable(new ProcessBuilder(pingWords(layout.ipv4("b"))));
            assertThat(shell(List.of(ShellCommand.of("tc -n " + layout.namespace("a") + " qdisc show dev eth0"))))
                    .contains("rate 10Mbit");
            assertThat(shell(List.of(
                            ShellCommand.of("ip netns exec " + layout.namespace("a") + " nft list table inet lab"))))
                    .contains("mod 1000000 < 20000 drop");
        } finally {
            shell(layout.downCommands());
        }
        assertThat(hostState()).isEqualTo(before);
    }

    /** What a lab of this process changes in the host's own namespace; other processes may have labs meanwhile. */
    private static String hostState() throws Exception {
        long me = ProcessHandle.current().pid();
        Pattern foreign = Pattern.compile("\\bnm(?!" + me + "-)\\d+-\\d+|-(?!" + me + "-)\\d+-\\d+-");
        String all = ShellCommand.of("ip -o link").run()
                + ShellCommand.of("ip route").run()
                + ShellCommand.of("ip -6 route").run()
                + ShellCommand.of("ip netns list").run()
                + ShellCommand.of("nft list ruleset").run()
                + Reservation.all().stream()
                        .filter(held -> held.owner().equals(Optional.of(ProcessStamp.current())))
                        .toList();
        return all.lines().filter(line -> !foreign.matcher(line).find()).collect(Collectors.joining("\n"));
    }

    private static String shell(List<ShellCommand> commands) throws Exception {
        String script = commands.stream().map(ShellCommand::toString).collect(Collectors.joining("\n"));
        return new ShellCommand(List.of("sh", "-ec", script)).run();
    }

    private static List<String> pingWords(String address) {
        assumeTrue(Files.isExecutable(Path.of("/bin/ping")), "needs ping (Debian package iputils-ping)");
        return List.of("ping", "-c", "1", "-W", "5", address);
    }

    private static void assertReachable(ProcessBuilder ping) throws Exception {
        new ShellCommand(ping.command()).run();
    }

    private static double streamMbits(String address, int port, int bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5000);
            socket.setSoTimeout(20_000);
            long begin = System.nanoTime();
            try (OutputStream out = socket.getOutputStream()) {
                out.write(new byte[bytes]);
                socket.shutdownOutput();
                long arrived =
                        ByteBuffer.wrap(socket.getInputStream().readNBytes(8)).getLong();
                assertThat(arrived).isEqualTo(bytes);
            }
            return bytes * 8 / ((System.nanoTime() - begin) / 1e3);
        }
    }

    /** Sends one datagram at a time; the last answer tells how many reached the site. */
    private static Echoes exchange(String address, int port, int count, int patienceMs) throws IOException {
        long reached = 0;
        int cameBack = 0;
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(patienceMs);
            socket.connect(InetAddress.getByName(address), port);
            DatagramPacket answer = new DatagramPacket(new byte[8], 8);
            for (int i = 0; i < count; i++) {
                socket.send(new DatagramPacket(new byte[100], 100));
                try {
                    socket.receive(answer);
                    cameBack++;
                    reached = ByteBuffer.wrap(answer.getData()).getLong();
                } catch (SocketTimeoutException e) {
                    assertThat(e).hasMessageContaining("timed out");
                }
            }
        }
        return new Echoes(reached, cameBack);
    }

    private record Echoes(long reachedSite, int cameBack) {}
}
