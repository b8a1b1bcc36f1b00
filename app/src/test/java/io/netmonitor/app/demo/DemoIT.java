// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netmonitor.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way end to end: the demo as a process, watched through its public interfaces. */
class DemoIT {
    private static final int PATHS = 12;
    private static final String LOSSY = "chengdu";
    private static final String PATH = System.getenv("PATH");

    @TempDir
    private Path temporary;

    /** What another program has left must not be found at the end. */
    @BeforeEach
    void sweep() throws IOException {
        var _ = Lab.sweep();
    }

    @Test
    void measuresAllPairsInTheLabAndFindsTheLossySite() throws Exception {
        assumeThat(Lab.availability().ok()).as(Lab.availability().toString()).isTrue();
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, PATH)) {
            demo.await(120).until(() -> demo.measuredCells() == PATHS);

            Losses losses =
                    demo.await(120).until(() -> new Losses(results(demo)), read -> sentInto(LOSSY, read) >= 600);

            long lostIntoLossy = 0;
            for (String way : losses.ways()) {
                if (way.endsWith(">" + LOSSY)) {
                    lostIntoLossy += losses.lost(way);
                } else {
                    assertThat(losses.lost(way)).as(way).isZero();
                }
            }
            long sent = sentInto(LOSSY, losses);
            double spread = Math.sqrt(sent * 0.02 * 0.98);
            // More by chance than a normal distribution has, since so few are lost.
            assertThat((double) lostIntoLossy)
                    .as("%d of %d packets into %s", lostIntoLossy, sent, LOSSY)
                    .isBetween(Math.max(1, sent * 0.02 - 4 * spread - 1), sent * 0.02 + 6 * spread + 1);
            assertThat(demo.get("/api/v1/results?task=demo&outcome=measured&limit=1")
                            .at("/items/0/stamps")
                            .asString(""))
                    .isEqualTo("kernel");
            demo.await(180).until(() -> demo.cellsWithRate() == PATHS);
            assertThat(demo.get("/api/v1/results?task=demo-bandwidth&outcome=busy")
                            .path("items"))
                    .isEmpty();
        }
        nothingIsLeft();
    }

    /** That it measures on loopback, too, {@link DemoViewsIT} sees; this one would be over too soon on a busy host. */
    @Test
    void endsByItselfWhenItsTimeIsOver() throws Exception {
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere", "--for", "2s")) {
            demo.awaitUrl();

            assertThat(demo.process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.process.exitValue()).as(demo.said()).isZero();
        }
        nothingIsLeft();
    }

    @Test
    void endsWithTheReasonWhenAPartDies() throws Exception {
        try (DemoProcess demo = DemoProcess.start(List.of(), temporary, "/nowhere")) {
            demo.awaitUrl();
            ProcessHandle agent = demo.process
                    .children()
                    .filter(child -> words(child).contains("agent"))
                    .findFirst()
                    .orElseThrow();

            agent.destroyForcibly();

            assertThat(demo.process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.process.exitValue()).as(demo.said()).isEqualTo(1);
        }
        nothingIsLeft();
    }

    private void nothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("netmonitor")))
                    .isEmpty();
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(other -> words(other).toString().contains(temporary.toString())))
                .isEmpty();
        assertThat(Lab.sweep()).as("leftovers of a lab").isEmpty();
    }

    /** From the kernel: {@link ProcessHandle.Info} gives no command line as long as a class path. */
    private static List<String> words(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .split("\0", -1));
        } catch (IOException e) {
            // It has ended meanwhile.
            return List.of();
        }
    }

    private static JsonNode results(DemoProcess demo) throws Exception {
        return demo.get("/api/v1/results?task=demo&limit=5000").path("items");
    }

    private static long sentInto(String site, Losses losses) {
        long sent = 0;
        for (String way : losses.ways()) {
            sent += way.endsWith(">" + site) ? losses.sent(way) : 0;
        }
        return sent;
    }
}
