// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two chronyds that leave the machine's clock alone ({@code -x}): one says that its clock is right, the other follows it.
 *
 * <p>chrony is not installed for this test, because that would put another program in charge of the machine's clock.
 */
final class ChronydIT {
    private static final Path CHRONYD = Path.of(System.getProperty("netmonitor.chronyd", "/usr/sbin/chronyd"));

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void needsChronyd() {
        assumeTrue(Files.isExecutable(CHRONYD), "needs chronyd");
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, which chronyd needs");
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void readsWhatARealOneKnows() throws IOException {
        int ntp = FreePort.find(InetAddress.getLoopbackAddress());
        Chronyd first = start("first", "local stratum 1", "port " + ntp, "bindaddress 127.0.0.1", "allow 127.0.0.1");
        await().until(() -> first.ask().isPresent());
        assertThat(first.ask().orElseThrow().kept()).isFalse();

        Chronyd second = start("second", "server 127.0.0.1 port " + ntp + " iburst minpoll -4 maxpoll -4", "port 0");

        // Its source is on the same machine: microseconds away, however busy that is, once there are a few exchanges.
        await().untilAsserted(() -> {
            Optional<Tracking> known = second.ask().filter(Tracking::kept);
            assertThat(known).isPresent();
            assertThat(known.get().quality(0).maxErrorNs()).isBetween(1L, 100_000_000L);
        });
    }

    private Chronyd start(String name, String... lines) throws IOException {
        int port = FreePort.find(InetAddress.getLoopbackAddress());
        List<String> configuration = new ArrayList<>(List.of(lines));
        configuration.addAll(List.of(
                "cmdport " + port,
                "bindcmdaddress 127.0.0.1",
                "bindcmdaddress /",
                "user root",
                "pidfile " + folder.resolve(name + ".pid")));
        Path file = folder.resolve(name + ".conf");
        Files.write(file, configuration);
        processes.add(new ProcessBuilder(CHRONYD.toString(), "-x", "-d", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
        return new Chronyd(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
}
