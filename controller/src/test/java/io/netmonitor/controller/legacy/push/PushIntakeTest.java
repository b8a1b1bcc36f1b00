// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import static io.netmonitor.controller.legacy.push.PushBed.OLD;
import static io.netmonitor.controller.legacy.push.PushBed.OTHER;
import static io.netmonitor.controller.legacy.push.PushBed.START;
import static io.netmonitor.controller.legacy.push.PushBed.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushIntakeTest {
    /** As the Python client library writes it. */
    private static final String GOLDEN = """
            # HELP netmonitor Network performance
            # TYPE netmonitor gauge
            netmonitor{dip="10.77.0.1",metric="RTT",sip="10.77.0.2"} 0.147
            netmonitor{dip="10.77.0.1",metric="OWD",sip="10.77.0.2"} 0.087
            netmonitor{dip="10.77.0.2",metric="OWD",sip="10.77.0.1"} -0.06
            netmonitor{dip="10.77.0.1",metric="OW_Jitter",sip="10.77.0.2"} 0.062
            netmonitor{dip="10.77.0.2",metric="OW_Jitter",sip="10.77.0.1"} 0.121
            netmonitor{dip="10.77.0.1",metric="RT_Loss",sip="10.77.0.2"} 0.1
            netmonitor{dip="10.77.0.1",metric="OW_Loss",sip="10.77.0.2"} 0.1
            netmonitor{dip="10.77.0.2",metric="OW_Loss",sip="10.77.0.1"} 0.0
            """;

    private static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    private PushBed bed;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bed = new PushBed(folder);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void whatIsPushedBecomesAResultOfTheRoundWhoseTimeItIs() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        bed.pass(Duration.ofSeconds(125));

        bed.push("wan", GOLDEN);

        assertThat(bed.resultsOf("wan")).singleElement().satisfies(result -> {
            assertThat(result.path())
                    .as("as the plan has it")
                    .isEqualTo(new io.netmonitor.core.path.Path(OLD, "bj", Family.IPV4));
            assertThat(result.round()).isEqualTo(2);
            assertThat(result.plannedAt()).isEqualTo(START.plusSeconds(120));
            assertThat(result.startedAt()).isEqualTo(bed.now());
            assertThat(result.receivedAt()).isEqualTo(bed.now());
            assertThat(result.duration()).isZero();
            assertThat(result.outcome()).isEqualTo(Outcome.MEASURED);
            assertThat(result.revision()).isEqualTo(1);
            assertThat(result.values().byField())
                    .isEqualTo(Map.of(
                            "stamps", "user",
                            "roundTrip.delay.meanNs", 147_000L,
                            "roundTrip.loss", 0.1,
                            "forward.delay.meanNs", 87_000L,
                            "forward.jitterNs", 62_000L,
                            "forward.loss", 0.1,
                            "backward.delay.meanNs", -60_000L,
                            "backward.jitterNs", 121_000L,
                            "backward.loss", 0.0));
        });
        assertThat(bed.intake.check().detail()).isEqualTo("1 pushes of old nodes taken, 1 results");
    }

    @Test
    void protobufSaysTheSame() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        // netmonitor, gauge: RTT from 10.77.0.2 to 10.77.0.1 0.5, OWD the same way -0.25.
        byte[] body = HexFormat.of()
                .parseHex("95010a0a6e65746d6f6e69746f72120544656c6179180122"
                        + "3e0a100a03646970120931302e37372e302e310a0d0a066d65747269631203525454"
                        + "0a100a03736970120931302e37372e302e32120909000000000000e03f"
                        + "223e0a100a03646970120931302e37372e302e310a0d0a066d657472696312034f5744"
                        + "0a100a03736970120931302e37372e302e32120909000000000000d0bf");

        bed.push("wan", PROTOBUF, body);

        assertThat(bed.resultsOf("wan"))
                .singleElement()
                .extracting(result -> result.values().byField())
                .isEqualTo(Map.of(
                        "stamps", "user", "roundTrip.delay.meanNs", 500_000L, "forward.delay.meanNs", -250_000L));
    }

    @Test
    void whatIsTheSameAsBeforeIsNoNews() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        bed.push("wan", GOLDEN);
        bed.pass(Duration.ofMinutes(1));
        bed.push("wan", GOLDEN);

        bed.restart();
        bed.push("wan", GOLDEN);
        assertThat(bed.resultsOf("wan")).hasSize(1);

        bed.pass(Duration.ofDays(3));
        bed.restart();
        bed.push("wan", GOLDEN);
        assertThat(bed.resultsOf("wan"))
                .as("nor after days, when the newest results are no longer at hand")
                .hasSize(1);

        bed.push("wan", GOLDEN.replace("0.147", "0.148"));
        assertThat(bed.resultsOf("wan")).hasSize(2);
    }

    @Test
    void eachNewsIsARoundOfItsOwn() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        bed.push("wan", series("10.77.0.2", "10.77.0.1", "RTT", 1));
        bed.pass(Duration.ofSeconds(59));
        bed.push("wan", series("10.77.0.2", "10.77.0.1", "RTT", 2));
        bed.pass(Duration.ofMinutes(2));
        bed.push("wan", series("10.77.0.2", "10.77.0.1", "RTT", 3));

        assertThat(bed.resultsOf("wan")).extracting(Result::round).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whoPushesMoreOftenThanTheTaskSaysIsRefused() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        for (int i = 0; i < 3; i++) {
            bed.push("wan", series("10.77.0.2", "10.77.0.1", "RTT", i));
        }

        assertThatThrownBy(() -> bed.push("wan", series("10.77.0.2", "10.77.0.1", "RTT", 9)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("series: come more often than once a period: legacy:10.77.0.2 to bj");
        assertThat(bed.resultsOf("wan")).hasSize(3);
        assertThat(bed.intake.check().detail()).endsWith("; refused: too often 1");
    }

    @Test
    void twoOldNodesPushToTheSameTask() throws Exception {
        bed.create("wan", "basic", "bj", OLD, OTHER);

        bed.push("wan", series("10.77.0.2", "10.77.0.1", "RTT", 1));
        bed.push(
                "wan",
                series("10.77.0.3", "10.77.0.1", "RTT", 2)
                        + series("10.77.0.3", "10.77.0.2", "RTT", 3)
                        + series("10.77.0.2", "10.77.0.3", "OWD", 1));

        assertThat(bed.resultsOf("wan"))
                .extracting(result -> result.path().source() + ">"
                        + result.path().destination() + " "
                        + result.values().byField().get("roundTrip.delay.meanNs"))
                .containsExactlyInAnyOrder(OLD + ">bj 1000000", OTHER + ">bj 2000000", OTHER + ">" + OLD + " 3000000");
    }

    @Test
    void bandwidthIsMeasuredBySource() throws Exception {
        bed.create("ab", "bandwidth", OLD, OTHER);

        bed.push("ab", series("10.77.0.2", "10.77.0.3", "AB", "9.76908736e+08"));
        bed.push("ab", series("10.77.0.3", "10.77.0.2", "AB", "0.0"));

        assertThat(bed.resultsOf("ab"))
                .extracting(result -> result.path().source() + " " + result.outcome() + " "
                        + result.values().byField())
                .containsExactlyInAnyOrder(
                        OLD + " MEASURED {availableBps=976908736}", OTHER + " MEASURED {availableBps=0}");
    }

    @Test
    void whereNothingCameBackDelaysAreThoseOfARoundBefore() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        bed.push("wan", GOLDEN);
        bed.pass(Duration.ofMinutes(1));

        bed.push(
                "wan",
                GOLDEN.replace(
                        "metric=\"RT_Loss\",sip=\"10.77.0.2\"} 0.1", "metric=\"RT_Loss\",sip=\"10.77.0.2\"} 1.0"));

        assertThat(bed.resultsOf("wan")).hasSize(2).last().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.LOST);
            assertThat(result.reason()).isEqualTo("no test packet came back to legacy:10.77.0.2");
            assertThat(result.values().byField())
                    .isEqualTo(
                            Map.of("stamps", "user", "roundTrip.loss", 1.0, "forward.loss", 0.1, "backward.loss", 0.0));
        });
    }

    @Test
    void takesTheGoodSeriesAndCountsTheBad() throws Exception {
        bed.create("wan", "basic", "bj", OLD);

        bed.push(
                "wan",
                "go_goroutines 7\n"
                        + series("10.77.0.2", "10.77.0.1", "RTT", 0.5)
                        + series("10.77.0.2", "10.77.0.1", "RTT", 0.6)
                        + series("10.77.0.2", "10.77.0.1", "OWD", "NaN")
                        + series("10.77.0.2", "10.77.0.1", "OW_Jitter", "+Inf")
                        + series("10.77.0.2", "10.77.0.1", "OW_Loss", 1.5)
                        + series("10.77.0.2", "10.77.0.1", "RT_Loss", -0.1)
                        + series("10.77.0.1", "10.77.0.2", "OWD", 3.7e6)
                        + series("10.77.0.1", "10.77.0.2", "RTT", 0.5)
                        + series("10.77.0.2", "10.77.0.1", "AB", 1e9)
                        + series("10.77.0.9", "10.77.0.1", "RTT", 1)
                        + series("1".repeat(300), "10.77.0.1", "RTT", 1)
                        + "netmonitor{sip=\"10.77.0.2\"} 1\n");

        assertThat(bed.resultsOf("wan"))
                .singleElement()
                .extracting(result -> result.values().byField())
                .isEqualTo(Map.of("stamps", "user", "roundTrip.delay.meanNs", 500_000L));
        assertThat(bed.intake.check().detail())
                .isEqualTo("1 pushes of old nodes taken, 1 results; refused: impossible value 5, no such metric 2,"
                        + " not measured by an old node 2, told twice 1");
    }

    @Test
    void saysWhatIsWrongWhereNothingIsGood() {
        bed.create("wan", "basic", "bj", OLD, "perftrace:10.77.0.9");

        assertRefused(
                series("10.77.0.2", "10.77.0.8", "RTT", 1), "sip, dip: are no two members that measure each other");
        assertRefused(
                series("10.77.0.1", "10.77.0.9", "RTT", 1),
                "sip, dip: are measured by bj, which hands in its own results: netmonitor{dip=10.77.0.9");
        assertRefused(
                series("10.77.0.2", "10.77.0.9", "RTT", 1),
                "sip, dip: are not measured, legacy:10.77.0.2, as a node of the prototype, measures only those");
        assertRefused(series("10.77.0.2", "10.77.0.1", "XYZ", 1), "metric: is none that legacy:10.77.0.2 measures");
        assertRefused(series("10.77.0.2", "10.77.0.1", "RTT", "NaN"), "value: is none that can be");
        assertRefused("netmonitor{sip=\"10.77.0.2\" 1\n", "body: has a line that has no , where one belongs: line 1");
    }

    private void assertRefused(String text, String words) {
        assertThatThrownBy(() -> bed.push("wan", text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(words);
    }

    @Test
    void theTaskHasToBeThereToRunAndToHaveOldNodes() throws Exception {
        Task task = bed.create("wan", "basic", "bj", OLD);
        bed.create("new", "basic", "bj");
        bed.create(new TaskSpec(
                "later",
                null,
                null,
                "basic",
                List.of("bj", OLD),
                Family.IPV4,
                START.plusSeconds(3_600),
                null,
                "60s",
                Map.of()));

        assertThatThrownBy(() -> bed.push("lan", GOLDEN))
                .isInstanceOf(UnknownTaskException.class)
                .hasMessage("names no task: lan");
        assertThatThrownBy(() -> bed.push("new", GOLDEN))
                .hasMessage("job: is a task without nodes of the prototype: new");
        assertThatThrownBy(() -> bed.push("later", GOLDEN))
                .hasMessage("job: is a task that starts only at 2026-11-22T11:00:00Z");

        bed.change(task, TaskState.PAUSED);
        assertThatThrownBy(() -> bed.push("wan", GOLDEN)).hasMessage("job: is a task that is paused: wan");
        bed.change(task, TaskState.ENDED);
        assertThatThrownBy(() -> bed.push("wan", GOLDEN)).hasMessage("job: is a task that has ended: wan");
        bed.change(task, TaskState.ACTIVE);
        bed.push("wan", GOLDEN);
        assertThat(bed.resultsOf("wan")).extracting(Result::revision).containsExactly(4);
    }

    @Test
    void theJobMayBeQuotedOnceTwiceOrInBase64() throws Exception {
        bed.create("广 域", "basic", "bj", OLD);
        int rtt = 0;
        for (String job : List.of(
                "广 域",
                "%E5%B9%BF%20%E5%9F%9F",
                "%25E5%25B9%25BF%2520%25E5%259F%259F",
                "job@base64/5bm_IOWfnw==",
                "job/广 域")) {
            rtt++;
            bed.pass(Duration.ofMinutes(1));
            bed.push(job, series("10.77.0.2", "10.77.0.1", "RTT", rtt));
        }

        assertThat(bed.resultsOf("广 域")).hasSize(5);
        for (String job : List.of("job@base64/*", "%E5%B9%BF", "%", "")) {
            assertThatThrownBy(() -> bed.push(job, GOLDEN)).isInstanceOf(UnknownTaskException.class);
        }
    }

    @Test
    void whatIsTooLargeIsNotRead() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < 1_000; i++) {
                out.write(zeros);
            }
        }

        assertRefused(" ".repeat(PushedBody.MAX_LENGTH + 1), "body: is longer than 1048576 octets");
        assertRefused("a 1\n".repeat(PushedBody.MAX_SERIES + 1), "body: has more than 10000 series");
        assertThatThrownBy(() -> bed.push("wan", "text/plain", packed.toByteArray()))
                .hasMessage("body: is longer than 1048576 octets");
        assertThatThrownBy(() -> bed.push("wan", "text/plain", new byte[] {0x1F, (byte) 0x8B, 1, 2}))
                .hasMessage("body: begins as gzip does and is none");
        assertThat(bed.intake.check().detail()).endsWith("; refused: too large 3, unreadable 1");
    }

    @Test
    void aPackedPushIsUnpacked() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(GOLDEN.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        bed.push("wan", "text/plain", packed.toByteArray());

        assertThat(bed.resultsOf("wan")).hasSize(1);
    }

    @Test
    void whatCannotBeStoredMayBePushedAgain() throws Exception {
        bed.create("wan", "basic", "bj", OLD);
        bed.ingest.close();

        assertThatThrownBy(() -> bed.push("wan", GOLDEN)).isInstanceOf(IOException.class);
        bed.restart();
        bed.push("wan", GOLDEN);

        assertThat(bed.resultsOf("wan")).hasSize(1);
    }
}
