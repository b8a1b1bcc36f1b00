// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netmonitor.testkit.audit.Absence.Sort;
import io.netmonitor.testkit.audit.Findings.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Made-up results, each breaking one rule. */
final class AuditTest {
    private static final Audit.Plan STRICT = new Said(List.of());

    /** A plan that has no place at some instants, and otherwise says of every round that it was measured. */
    private record Said(List<Long> noPlaceNs) implements Audit.Plan {
        @Override
        public Optional<String> noPlace(Hole hole) {
            return noPlaceNs.contains(hole.toNs()) ? Optional.of("no slot is free") : Optional.empty();
        }

        @Override
        public String told(Reported result) {
            return "measured " + result.round();
        }
    }

    private static Findings audit(List<Reported> results, Absence... absences) {
        return new Audit(results, List.of(Made.promise(-1, 100)), List.of(absences)).findings(STRICT);
    }

    @Test
    void findsNothingWhereEverythingIsThere() {
        Findings findings = audit(Made.rounds(10));

        assertThat(findings.all()).isEmpty();
        assertThat(findings.results()).isEqualTo(10);
        assertThat(findings.results("basic", "measured")).isEqualTo(10);
        assertThat(findings.results("basic", "lost")).isZero();
        assertThat(findings.promises()).isEqualTo(1);
        assertThat(findings.carriedOut()).isEqualTo(1);
    }

    @Test
    void findsTwoAtOnceOnANode() {
        Findings findings = audit(List.of(
                Made.bandwidth("a", "b", null, 0, 2, "measured"),
                Made.bandwidth("c", "d", null, 1, 2, "measured"),
                Made.bandwidth("b", "c", "run", 2.9, 1, "busy")));

        assertThat(findings.of(Fault.OVERLAP)).hasSize(1).first().asString().startsWith("at c: ");
    }

    @Test
    void findsWhatBeganInsideALongOneAlsoBehindAShortOne() {
        Findings findings = audit(List.of(
                Made.bandwidth("a", "b", null, 0, 4, "measured"),
                Made.bandwidth("c", "a", null, 1, 1, "measured"),
                Made.bandwidth("a", "d", null, 3, 2, "measured")));

        assertThat(findings.of(Fault.OVERLAP)).hasSize(2);
    }

    @Test
    void letsMeasurementsFollowEachOtherOnANode() {
        Findings findings = audit(List.of(
                Made.bandwidth("a", "b", null, 5, 5, "measured"),
                Made.bandwidth("b", "a", null, 0, 5, "measured"),
                Made.bandwidth("c", "a", "run", 10, 1, "measured")));

        assertThat(findings.of(Fault.OVERLAP)).isEmpty();
    }

    @Test
    void countsWhoDidNotAnswerAtItsSourceAlone() {
        List<Reported> results = new ArrayList<>(List.of(
                Made.bandwidth("a", "b", null, 0, 3, "no-answer"), Made.bandwidth("b", "c", null, 1, 1, "measured")));

        assertThat(audit(results).of(Fault.OVERLAP)).isEmpty();
        results.add(Made.bandwidth("d", "a", null, 2, 1, "measured"));
        assertThat(audit(results).of(Fault.OVERLAP)).hasSize(1);
    }

    @Test
    void findsAResultThatIsThereTwice() {
        List<Reported> results = Made.rounds(10);
        results.add(Made.basic(4));

        assertThat(audit(results).of(Fault.REPEATED))
                .hasSize(1)
                .first()
                .asString()
                .contains("round 4");
    }

    @Test
    void findsRoundsThatAreNotThere() {
        Findings findings = audit(Made.rounds(10, 3, 4, 7));

        assertThat(findings.of(Fault.GAP))
                .containsExactly(
                        "wan 1 b>a: no round 3, 00:00:30Z",
                        "wan 1 b>a: no round 4, 00:00:40Z",
                        "wan 1 b>a: no round 7, 00:01:10Z");
    }

    @Test
    void forgivesWhatWasLeftOutWhileTheAgentWasAway() {
        Findings findings = audit(Made.rounds(10, 3, 4, 7), new Absence("b", Sort.STOPPED, Made.ns(29), Made.ns(41)));

        assertThat(findings.of(Fault.GAP)).hasSize(1).first().asString().contains("round 7");
        assertThat(findings.table()).contains(row("absent while their agent was away", 2));
    }

    @Test
    void asksMoreOfAnAgentThatWasCutOffThanOfOneThatWasAway() {
        assertThat(audit(Made.rounds(10, 3), new Absence("b", Sort.CUT_OFF, Made.ns(29), Made.ns(41)))
                        .of(Fault.GAP))
                .hasSize(1);
        assertThat(audit(Made.rounds(10, 3), new Absence("a", Sort.STOPPED, Made.ns(29), Made.ns(41)))
                        .of(Fault.GAP))
                .hasSize(1);
    }

    @Test
    void forgivesWhatWasUnderWayWhenTheAgentWasKilled() {
        List<Reported> results = Made.rounds(10, 3);
        long killedNs = Made.ns(32);

        Findings findings = audit(results, new Absence("b", Sort.KILLED, killedNs, killedNs));

        assertThat(findings.all()).isEmpty();
        assertThat(findings.table()).contains(row("absent from the last 5 s of agents that were killed", 1));
        assertThat(audit(results, new Absence("b", Sort.STOPPED, killedNs, killedNs))
                        .of(Fault.GAP))
                .hasSize(1);
    }

    @Test
    void takesAnAgentForBackFromItsFirstRoundOn() {
        Findings findings = audit(Made.rounds(10, 3, 4, 6), new Absence("b", Sort.STOPPED, Made.ns(29), Made.ns(31)));

        assertThat(findings.of(Fault.GAP)).hasSize(1).first().asString().contains("round 6");
    }

    @Test
    void believesThePlanThatItHadNoPlace() {
        Audit audit = new Audit(Made.rounds(10, 5), List.of(Made.promise(-1, 100)), List.of());

        Findings findings = audit.findings(new Said(List.of(Made.ns(50))));

        assertThat(findings.all()).isEmpty();
        assertThat(findings.table())
                .contains(row("absent because the plan had no place for them", 1), row("  no slot is free", 1));
    }

    @Test
    void findsPairsThatWereNotMeasuredForAllTheirTime() {
        assertThat(shortOf(Made.rounds(10), Made.promise(-13, 100)))
                .containsExactly("wan 1 a>b: not at the beginning, 23:59:47Z to 23:59:59.999999999Z");
        assertThat(shortOf(Made.rounds(10), Made.promise(0, 101)))
                .containsExactly("wan 1 a>b: not at the end, 00:01:30.000000001Z to 00:01:40.999999999Z");
        assertThat(shortOf(List.of(), Made.promise(0, 20)))
                .containsExactly("wan 1 a>b: never, 00:00:00Z to 00:00:19.999999999Z");
        assertThat(shortOf(Made.rounds(10), Made.promise(-12, 100))).isEmpty();
        assertThat(shortOf(List.of(), Made.promise(0, 11))).isEmpty();
    }

    private static List<String> shortOf(List<Reported> results, Promise promise) {
        return new Audit(results, List.of(promise), List.of()).findings(STRICT).of(Fault.SHORT);
    }

    @Test
    void forgivesAPairOfWhichOneCouldNotBeTold() {
        Absence cut = new Absence("b", Sort.CUT_OFF, Made.ns(2), Made.ns(3));

        Findings findings = new Audit(List.of(), List.of(Made.promise(0, 20)), List.of(cut)).findings(STRICT);

        assertThat(findings.all()).isEmpty();
    }

    @Test
    void findsRoundsThatMoved() {
        List<Reported> results = Made.rounds(9);
        results.add(Made.at("basic", 9, 91, 0.5, "measured"));

        assertThat(audit(results).of(Fault.UNEVEN))
                .containsExactly("wan 1 b>a ipv4: round 9 is planned 11000000000 ns after round 8");
    }

    @Test
    void findsMeasurementsThatBeganOutsideTheirRound() {
        List<Reported> results = Made.rounds(8);
        results.add(shifted(8, -0.6));
        results.add(shifted(9, 10.6));

        assertThat(audit(results).of(Fault.OUTSIDE)).hasSize(2);
    }

    private static Reported shifted(long round, double byS) {
        Reported made = Made.basic(round);
        return new Reported(
                made.task(),
                made.revision(),
                made.round(),
                null,
                made.kind(),
                made.source(),
                made.destination(),
                made.family(),
                made.plannedNs(),
                made.startedNs() + Made.ns(byS),
                made.durationNs(),
                made.outcome(),
                made.reason());
    }

    @Test
    void countsMissedRoundsByReasonAndNotThoseOfWhoCouldNotBeTold() {
        List<Reported> results = Made.rounds(10, 3, 4);
        results.add(Made.missed(3, "the round before was still being measured"));
        results.add(Made.missed(4, "the plan came after its time"));

        Findings findings = audit(results, new Absence("b", Sort.CUT_OFF, Made.ns(35), Made.ns(36)));

        assertThat(findings.of(Fault.GAP)).isEmpty();
        assertThat(findings.missed()).isEqualTo(1);
        assertThat(findings.carriedOut()).isEqualTo(8.0 / 9, within(1e-9));
        assertThat(findings.table())
                .contains(row("  the round before was still being measured", 1), row("missed by others", 1));
    }

    @Test
    void findsRoundsThatAreExplainedOtherwise() {
        List<Reported> results = Made.rounds(10, 3, 4);
        results.add(Made.missed(3, "the host slept"));
        results.add(Made.at("basic", 4, 40, 0.1, "lost"));

        assertThat(audit(results).of(Fault.TOLD))
                .satisfiesExactly(
                        line -> assertThat(line).contains("round 3 missed", "measured 3"),
                        line -> assertThat(line).contains("round 4 lost", "measured 4"));
    }

    @Test
    void doesNotAskAboutRoundsAfterTheTaskChanged() {
        List<Reported> results = Made.rounds(10);
        results.add(Made.missed(10, "the plan came after its time"));

        assertThat(audit(results).all()).isEmpty();
    }

    private static String row(String what, int count) {
        return "  %-58s %9d".formatted(what, count);
    }
}
