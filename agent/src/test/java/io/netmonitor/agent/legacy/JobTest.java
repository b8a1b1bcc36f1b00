// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    static Job job(String name, Job.Kind kind, String self, List<String> members, Instant beginsAt) {
        return new Job(name, kind, self, members, START, START.plusSeconds(3600), 60, beginsAt);
    }

    private static Job job(Job.Kind kind, String self, String... members) {
        return job("wan", kind, self, List.of(members), START);
    }

    @Test
    void basicMeasuresThoseBeforeItselfAsStrings() {
        assertThat(job(Job.Kind.BASIC, "10.0.0.9", "10.0.0.9", "10.0.0.10", "10.0.0.2", "a")
                        .peers())
                .containsExactly("10.0.0.10", "10.0.0.2");
        assertThat(job(Job.Kind.BASIC, "10.0.0.10", "10.0.0.9", "10.0.0.10").peers())
                .isEmpty();
    }

    @Test
    void bandwidthMeasuresEveryOther() {
        assertThat(job(Job.Kind.BANDWIDTH, "b", "c", "a", "b", "a").peers()).containsExactly("a", "c");
    }

    @Test
    void roundsStandOnAGrid() {
        Job job = job(Job.Kind.BASIC, "a", "a");

        assertThat(job.instantOf(2)).isEqualTo(START.plusSeconds(120));
        assertThat(job.roundAt(START.plusSeconds(119))).isEqualTo(1);
        assertThat(job.roundAt(START.minusNanos(1))).isEqualTo(-1);
        assertThat(job.firstRoundFrom(START)).isZero();
        assertThat(job.firstRoundFrom(START.plusNanos(1))).isEqualTo(1);
        assertThat(job.firstRoundFrom(START.plusSeconds(60))).isEqualTo(1);
        assertThat(job.firstRoundFrom(START.minusSeconds(9999))).isZero();
    }

    @Test
    void gridsMayBeginWithinASecond() {
        Job job = job("wan", Job.Kind.BASIC, "a", List.of("a"), START.plusMillis(700));

        assertThat(job.roundAt(START.plusMillis(60_699))).isZero();
        assertThat(job.roundAt(START.plusMillis(60_700))).isEqualTo(1);
        assertThat(job.firstRoundFrom(START.plusMillis(60_701))).isEqualTo(2);
    }

    @Test
    void isOverFromItsEndOnOrWhenThatIsNotAfterItsStart() {
        Job job = job(Job.Kind.BASIC, "a", "a");
        Job turned = new Job("wan", Job.Kind.BASIC, "a", List.of("a"), START, START, 60, START);

        assertThat(job.isOver(START.plusSeconds(3599))).isFalse();
        assertThat(job.isOver(START.plusSeconds(3600))).isTrue();
        assertThat(turned.isOver(START.minusSeconds(60))).isTrue();
    }

    @Test
    void isTheSameTaskWheneverItCame() {
        Job first = job("wan", Job.Kind.BASIC, "a", List.of("a", "b"), START);

        assertThat(first.isSameTask(job("wan", Job.Kind.BASIC, "a", List.of("b", "a"), START.plusSeconds(1))))
                .isTrue();
        assertThat(first.isSameTask(job("wan", Job.Kind.BASIC, "b", List.of("a", "b"), START)))
                .isFalse();
    }

    @Test
    void comesBackFromJsonAsItWas() {
        Job job = job("北京", Job.Kind.BANDWIDTH, "a", List.of("a", "b"), START.plusNanos(1));

        assertThat(Json.read(Json.write(job), Job.class)).isEqualTo(job);
    }

    @Test
    void refusesTooManyMembers() {
        List<String> members =
                IntStream.range(0, 1001).mapToObj(i -> "host" + i).toList();

        assertThatThrownBy(() -> job("wan", Job.Kind.BASIC, "host0", members, START))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("testMembers: are more than 1000: 1001");
    }
}
