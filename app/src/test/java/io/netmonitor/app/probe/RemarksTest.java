// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Values;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemarksTest {
    private static Values.Builder quiet() {
        return Values.builder()
                .put("sent", 10)
                .put("arrived", 10)
                .put("returned", 10)
                .put("stamps", "kernel")
                .put("unstamped", 0)
                .put("lateReplies", 0)
                .put("timerErrorNs", 1_300)
                .put("timerErrorP99Ns", 5_000)
                .put("dscp", 46)
                .put("strays", 0)
                .put("dropped", 0)
                .put("roundTrip.delay.minNs", 24_000_000)
                .put("forward.loss", 0.0)
                .put("forward.hops", 0)
                .put("forward.hopChanges", 0)
                .put("forward.dscp", 46)
                .put("forward.dscpChanged", 0)
                .put("backward.loss", 0.0)
                .put("clock.synchronized", true)
                .put("clock.maxErrorNs", 0)
                .put("clock.offsetNs", 0)
                .put("clock.skewPpm", 0.0);
    }

    private static List<String> on(Values.Builder values) {
        List<String> lines = Remarks.on(values.build());
        assertThat(lines).allMatch(line -> line.length() <= 80);
        return lines;
    }

    @Test
    void isShortWhenThereIsNothingToTell() {
        assertThat(on(quiet()))
                .containsExactly(
                        "packets   10 sent, 10 arrived, 10 returned",
                        "stamps    by the kernel at all four points",
                        "clocks    synchronized",
                        "sending   1.3 µs off schedule, 99 % of packets within 5.0 µs");
    }

    @Test
    void tellsWhereAndHowPacketsWereLost() {
        assertThat(on(quiet().put("arrived", 8)
                        .put("returned", 7)
                        .put("lateReplies", 1)
                        .put("dropped", 1)
                        .put("strays", 3)
                        .put("forward.loss", 0.2)
                        .put("forward.longestLossRun", 2)
                        .put("backward.loss", 0.125)
                        .put("backward.longestLossRun", 1)))
                .contains(
                        "packets   10 sent, 8 arrived, 7 returned, 1 too late, 1 dropped here, 3 stray",
                        "forward   2 lost, at most 2 in a row",
                        "backward  1 lost, at most 1 in a row");
    }

    @Test
    void tellsOfDisorderAndCopies() {
        assertThat(on(quiet().put("forward.reordered", 2).put("forward.duplicated", 1)))
                .contains("forward   2 reordered, 1 duplicated");
    }

    @Test
    void tellsHopsAndTheirChanges() {
        assertThat(on(quiet().put("forward.hops", 12).put("backward.hops", 13).put("backward.hopChanges", 1)))
                .contains("hops      12 forward, 13 backward (changed once)");
        assertThat(on(quiet().put("forward.hops", 12).put("forward.hopChanges", 3)))
                .contains("hops      12 forward (changed 3 times)");
    }

    @Test
    void tellsWhenTheClassOfServiceWasRewritten() {
        assertThat(on(quiet().put("forward.dscp", 0)
                        .put("forward.dscpChanged", 10)
                        .put("backward.dscp", 8)
                        .put("backward.dscpChanged", 10)))
                .contains(
                        "DSCP      46 (EF) sent, 0 (BE) seen at the destination",
                        "DSCP      46 (EF) sent, 8 (CS1) seen on the way back");
    }

    @Test
    void tellsHowTheClocksStand() {
        assertThat(on(quiet().put("clock.synchronized", false)
                        .put("clock.maxErrorNs", 16_000_000_000L)
                        .put("clock.offsetNs", 3_600_000_000_000L)
                        .put("clock.skewPpm", 100.04)))
                .contains(
                        "clocks    NOT synchronized: one-way delays hold only within their error",
                        "          the destination's is 3600.000 s ahead ± 12.000 ms, skew +100.0 ppm");
        assertThat(on(quiet().put("clock.maxErrorNs", 400_000).put("clock.offsetNs", -105_038)))
                .contains(
                        "clocks    synchronized",
                        "          the destination's is 105.0 µs behind ± 12.000 ms, skew +0.0 ppm");
    }

    @Test
    void tellsWhoTookTheStamps() {
        assertThat(on(quiet().put("unstamped", 2)))
                .contains("stamps    by the kernel at all four points; 2 packets lack one and are left out");
        assertThat(on(quiet().put("stamps", "user")))
                .contains("stamps    by the programs, so the hosts' own delays are in the figures");
        assertThat(on(quiet().put("stamps", "mixed")))
                .contains("stamps    by the kernel here, unknown at the destination");
    }

    @Test
    void saysOnlyHowManyPacketsWereSentWhenNoneCameBack() {
        assertThat(on(Values.builder().put("sent", 5).put("returned", 0).put("timerErrorNs", 1_300)))
                .containsExactly("packets   5 sent, 0 returned");
    }

    @Test
    void saysNothingWhenNothingWasSent() {
        assertThat(on(Values.builder().put("sent", 0).put("returned", 0))).isEmpty();
    }

    @Test
    void leavesOutWhatTheReflectorCannotTell() {
        assertThat(on(Values.builder().put("sent", 5).put("returned", 4).put("stamps", "mixed")))
                .contains("packets   5 sent, 4 returned")
                .noneMatch(line -> line.contains("arrived") || line.contains("forward"));
    }
}
