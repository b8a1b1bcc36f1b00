// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.TestClocks;
import io.netmonitor.agent.data.WholeFile;
import io.netmonitor.agent.legacy.Refusal.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");
    private static final Duration PERIOD = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final TestClocks clocks = TestClocks.standing(START);
    private final FakePeers peers = new FakePeers();
    private final Queue<String> pushes = new ConcurrentLinkedQueue<>();
    private final List<Jobs> opened = new ArrayList<>();

    @AfterEach
    void close() {
        peers.release();
        opened.forEach(Jobs::close);
    }

    private Jobs open() {
        WholeFile file = WholeFile.of(folder.resolve("jobs.json"), Jobs.MAX_FILE_BYTES);
        Jobs jobs = Jobs.resume(file, peers, (job, text) -> pushes.add(text), clocks.wall());
        opened.add(jobs);
        return jobs;
    }

    private static Job basic(String name, String self, String... members) {
        return JobTest.job(name, Job.Kind.BASIC, self, List.of(members), START);
    }

    private void awaitMeasured(String... each) {
        await().untilAsserted(() -> assertThat(peers.measured()).containsExactly(each));
    }

    private static void awaitDetail(Jobs jobs, String detail) {
        await().untilAsserted(() -> assertThat(jobs.check().detail()).isEqualTo(detail));
    }

    @Test
    void measuresOnePeerAfterTheOtherOnceAPeriod() throws Exception {
        Jobs jobs = open();
        jobs.take(basic("wan", "c", "a", "b", "c", "d"));

        awaitMeasured("wan: c > a", "wan: c > b");
        clocks.pass(PERIOD.minusNanos(1));
        awaitDetail(jobs, "1 jobs, measured 2, failed 0, skipped 0 rounds");
        clocks.pass(Duration.ofNanos(1));

        awaitMeasured("wan: c > a", "wan: c > b", "wan: c > a", "wan: c > b");
        assertThat(peers.most()).isEqualTo(1);
    }

    @Test
    void waitsForTheStart() throws Exception {
        open().take(JobTest.job("wan", Job.Kind.BASIC, "b", List.of("a", "b"), START.plusSeconds(1)));

        await().during(Duration.ofMillis(600)).until(() -> peers.measured().isEmpty());
        clocks.pass(Duration.ofSeconds(1));

        awaitMeasured("wan: b > a");
    }

    @Test
    void pushesAfterEachMeasurement() throws Exception {
        open().take(basic("wan", "c", "a", "b", "c"));

        await().untilAsserted(() -> assertThat(pushes).hasSize(2));
        assertThat(pushes).last().asString().contains("dip=\"a\"").contains("dip=\"b\"");
    }

    @Test
    void goesOnPastADeadPeerWhoseValuesGo() throws Exception {
        Jobs jobs = open();
        jobs.take(basic("wan", "c", "a", "b", "c"));
        await().untilAsserted(() -> assertThat(pushes).hasSize(2));

        peers.die("a");
        clocks.pass(PERIOD);
        awaitDetail(jobs, "1 jobs, measured 3, failed 1, skipped 0 rounds");
        await().untilAsserted(() -> assertThat(pushes).hasSize(4));
        assertThat(pushes).last().asString().doesNotContain("dip=\"a\"").contains("dip=\"b\"");
        peers.rise("a");
        clocks.pass(PERIOD);

        await().untilAsserted(() -> assertThat(pushes).hasSize(6));
        assertThat(pushes).last().asString().contains("dip=\"a\"").contains("dip=\"b\"");
    }

    @Test
    void pushesNothingForAPeerThatWasNeverThere() throws Exception {
        Jobs jobs = open();
        peers.die("a");
        jobs.take(basic("wan", "b", "a", "b"));

        awaitDetail(jobs, "1 jobs, measured 0, failed 1, skipped 0 rounds");
        clocks.pass(PERIOD);
        awaitDetail(jobs, "1 jobs, measured 0, failed 2, skipped 0 rounds");
        assertThat(pushes).isEmpty();
    }

    @Test
    void triesAgainAPeerThatIsInAnotherMeasurement() throws Exception {
        peers.busy("a", 1);
        Jobs jobs = open();
        jobs.take(basic("wan", "b", "a", "b"));

        awaitDetail(jobs, "1 jobs, measured 1, failed 0, skipped 0 rounds");
        assertThat(peers.measured()).hasSize(2);
    }

    @Test
    void skipsRoundsWhoseTimeCameWhileOneLasted() throws Exception {
        peers.hold("a");
        Jobs jobs = open();
        jobs.take(basic("wan", "b", "a", "b"));
        awaitMeasured("wan: b > a");

        clocks.pass(PERIOD.multipliedBy(3).plusSeconds(30));
        peers.release();

        awaitDetail(jobs, "1 jobs, measured 1, failed 0, skipped 3 rounds");
        clocks.pass(Duration.ofSeconds(30));
        awaitDetail(jobs, "1 jobs, measured 2, failed 0, skipped 3 rounds");
    }

    @Test
    void keepsItsGridWhenTheClockIsSet() throws Exception {
        Jobs jobs = open();
        jobs.take(basic("wan", "b", "a", "b"));
        awaitDetail(jobs, "1 jobs, measured 1, failed 0, skipped 0 rounds");

        clocks.stepWall(PERIOD.multipliedBy(10));
        awaitDetail(jobs, "1 jobs, measured 2, failed 0, skipped 9 rounds");
        clocks.stepWall(PERIOD.multipliedBy(-5).plusSeconds(1));
        clocks.pass(PERIOD.minusSeconds(1));

        awaitDetail(jobs, "1 jobs, measured 3, failed 0, skipped 9 rounds");
    }

    @Test
    void endsAtTheEnd() throws Exception {
        Jobs jobs = open();
        jobs.take(basic("wan", "b", "a", "b"));
        awaitMeasured("wan: b > a");

        clocks.pass(Duration.ofHours(1));

        awaitDetail(jobs, "0 jobs, measured 1, failed 0, skipped 59 rounds");
        assertThat(Files.readString(folder.resolve("jobs.json"))).isEqualTo("{\"jobs\":[]}");
    }

    @Test
    void skipsNoRoundsBeyondTheEnd() throws Exception {
        peers.hold("a");
        Jobs jobs = open();
        jobs.take(basic("wan", "b", "a", "b"));
        awaitMeasured("wan: b > a");

        clocks.pass(Duration.ofHours(2));
        peers.release();

        awaitDetail(jobs, "0 jobs, measured 1, failed 0, skipped 59 rounds");
    }

    @Test
    void doesNothingOfAJobThatIsOver() throws Exception {
        Jobs jobs = open();
        clocks.pass(Duration.ofHours(1));

        jobs.take(basic("wan", "b", "a", "b"));

        assertThat(jobs.check().detail()).isEqualTo("0 jobs, measured 0, failed 0, skipped 0 rounds");
    }

    @Test
    void putsAJobInThePlaceOfTheOneBeforeOfItsName() throws Exception {
        Jobs jobs = open();
        peers.hold("a");
        jobs.take(basic("wan", "c", "a", "b", "c"));
        awaitMeasured("wan: c > a");

        jobs.take(basic("wan", "b", "b", "aa"));

        awaitMeasured("wan: c > a", "wan: b > aa");
        await().untilAsserted(() -> assertThat(pushes).hasSize(1));
        assertThat(pushes).last().asString().contains("dip=\"aa\"").doesNotContain("dip=\"a\"");
        assertThat(jobs.check().detail()).startsWith("1 jobs");
    }

    @Test
    void endsAJobByOneOfItsNameThatIsOver() throws Exception {
        Jobs jobs = open();
        jobs.take(basic("wan", "b", "a", "b"));
        awaitMeasured("wan: b > a");

        jobs.take(new Job("wan", Job.Kind.BASIC, "b", List.of("a", "b"), START, START, 60, START));
        clocks.pass(PERIOD);

        assertThat(jobs.check().detail()).startsWith("0 jobs");
        await().during(Duration.ofMillis(600)).until(() -> peers.measured().size() == 1);
    }

    @Test
    void isNotDisturbedByTheSameTaskAgain() throws Exception {
        Jobs jobs = open();
        peers.hold("a");
        jobs.take(basic("wan", "b", "a", "b"));
        awaitMeasured("wan: b > a");

        jobs.take(JobTest.job("wan", Job.Kind.BASIC, "b", List.of("b", "a"), START.plusSeconds(5)));
        peers.release();

        awaitDetail(jobs, "1 jobs, measured 1, failed 0, skipped 0 rounds");
        awaitMeasured("wan: b > a");
    }

    @Test
    void resumesItsJobsOnTheirGrid() throws Exception {
        Jobs before = open();
        before.take(basic("wan", "b", "a", "b"));
        before.take(new Job("short", Job.Kind.BASIC, "b", List.of("b"), START, START.plusSeconds(30), 60, START));
        await().untilAsserted(() -> assertThat(pushes).hasSize(1));
        before.close();
        clocks.pass(Duration.ofSeconds(59));
        peers.die("a");

        Jobs after = open();
        assertThat(after.check().detail()).startsWith("1 jobs");
        await().during(Duration.ofMillis(600)).until(() -> peers.measured().size() == 1);
        clocks.pass(Duration.ofSeconds(1));

        awaitDetail(after, "1 jobs, measured 0, failed 1, skipped 0 rounds");
        // What the run before left at the gateway would look alive.
        await().untilAsserted(() -> assertThat(pushes).hasSize(2));
        assertThat(pushes).last().asString().doesNotContain("dip=");
    }

    @Test
    void startsWithoutJobsWhenTheirFileIsDamaged() throws Exception {
        Files.writeString(folder.resolve("jobs.json"), "{\"jobs\":[{\"name\":\"../x\"}]}");

        assertThat(open().check().detail()).startsWith("0 jobs");
    }

    @Test
    void refusesMoreJobsThanItMayHave() throws Exception {
        Jobs jobs = open();
        for (int i = 0; i < Jobs.MAX; i++) {
            jobs.take(basic("job" + i, "a", "a"));
        }

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> jobs.take(basic("other", "a", "a")))
                .extracting(Refusal::reason)
                .isEqualTo(Reason.FULL);
        jobs.take(basic("job7", "b", "a", "b"));
        assertThat(jobs.check().detail()).startsWith("100 jobs");
    }

    @Test
    void measuresBandwidthWithNothingBesideIt() throws Exception {
        Jobs jobs = open();
        peers.hold("a");
        jobs.take(JobTest.job("ab", Job.Kind.BANDWIDTH, "b", List.of("a", "b"), START));
        awaitMeasured("ab: b > a");

        jobs.take(basic("wan", "b", "a", "b"));
        await().during(Duration.ofMillis(300)).until(() -> peers.measured().size() == 1);
        peers.release();

        awaitMeasured("ab: b > a", "wan: b > a");
        assertThat(peers.most()).isEqualTo(1);
    }
}
