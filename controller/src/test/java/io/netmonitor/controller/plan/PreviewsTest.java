// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.Bed;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.Topology;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewsTest {
    private Bed bed;
    private Previews previews;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bed = new Bed(folder, "bj", "gz", "sh", "xa");
        previews = new Previews(bed.plans(), FakeProbeType.catalog(), bed.clock);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void tellsEachNodesPart() {
        Preview preview = preview(Bed.mesh("wan", FakeProbeType.SYMMETRIC, "2s", "bj", "gz", "sh"));

        // Each is in two of three pairs: 2 × 1,000 bytes there and back in 2 s.
        assertThat(preview.nodes())
                .containsExactly(
                        new Preview.Load("bj", 8_000, 8_000, 2, false),
                        new Preview.Load("gz", 8_000, 8_000, 2, false),
                        new Preview.Load("sh", 8_000, 8_000, 2, false));
        assertThat(preview.change()).isEqualTo("create");
        assertThat(preview.paths()).isEqualTo(3);
        assertThat(preview.shortestPeriod()).isEqualTo("100ms");
        assertThat(preview.fits()).isTrue();
    }

    @Test
    void aHubCarriesMoreThanTheOthersAndAHostWithoutAnAgentIsNotListed() {
        TaskSpec hub = new TaskSpec(
                "hub",
                null,
                null,
                FakeProbeType.ONE_WAY,
                List.of("gz", "sh", "stamp:reflector.example"),
                Topology.HUB,
                "bj",
                List.of(),
                Family.IPV4,
                null,
                null,
                "1m",
                Map.of());

        Preview preview = preview(hub);

        double most = 5 * 8_000 / 60.0;
        double other = 2 * 8_000 / 60.0;
        assertThat(preview.nodes())
                .containsExactly(
                        new Preview.Load("bj", most, most, 5, false),
                        new Preview.Load("gz", other, other, 2, false),
                        new Preview.Load("sh", other, other, 2, false));
        assertThat(preview.unmeasurable())
                .containsExactly(new Preview.Unmeasurable(
                        "stamp:reflector.example", "bj", "stamp:reflector.example has no agent that could measure"));
    }

    @Test
    void aNodeThatHasNotReportedHasNoPartYet() {
        bed.state.saveNode(new Node("new", "new", bed.now(), bed.now(), null));

        Preview preview = preview(Bed.mesh("wan", FakeProbeType.SYMMETRIC, "2s", "bj", "gz", "new"));

        assertThat(preview.nodes()).extracting(Preview.Load::node).containsExactly("bj", "gz");
        assertThat(preview.unmeasurable())
                .extracting(Preview.Unmeasurable::reason)
                .containsExactly("new has not reported yet", "new has not reported yet");
        assertThat(preview.paths()).isEqualTo(3);
    }

    @Test
    void tellsWhatWouldChange() {
        Task before = keep(Bed.mesh("wan", FakeProbeType.SYMMETRIC, "2s", "bj", "gz"));
        TaskSpec spec = before.spec();

        assertThat(previews.of(spec, before).change()).isEqualTo("none");
        assertThat(previews.of(spec, before).differences()).isEmpty();

        Preview changed = previews.of(
                new TaskSpec(
                        "wan",
                        "The wide one",
                        null,
                        spec.kind(),
                        List.of("bj", "sh"),
                        spec.family(),
                        null,
                        null,
                        "5s",
                        Map.of("count", 20)),
                before);

        assertThat(changed.change()).isEqualTo("change");
        assertThat(changed.differences())
                .extracting(difference -> difference.field() + " " + difference.before() + " " + difference.after())
                .containsExactly(
                        "members [\"bj\",\"gz\"] [\"bj\",\"sh\"]",
                        "period \"2s\" \"5s\"",
                        "title null \"The wide one\"",
                        "settings.count 10 20");
    }

    @Test
    void tellsTheShortestPeriodThatFitsBesideTheOthers() {
        TaskSpec spec = Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh", "xa");
        assertThat(preview(spec).shortestPeriod()).isEqualTo("30s");

        keep(Bed.mesh("other", FakeProbeType.EXCLUSIVE, "5m", "bj", "gz"));

        Preview preview = preview(spec);
        assertThat(preview.fits()).isFalse();
        assertThat(preview.shortestPeriod()).isEqualTo("1m");
        assertThat(preview.unmeasurable()).as("that is no hindrance of today").isEmpty();
        assertThat(preview.whyNot(spec))
                .matches("is too short: \\d+ of 12 paths find no slot of 5s that both ends have free beside the other"
                        + " tasks; the shortest period that fits is 1m: 30s");
    }

    @Test
    void saysSoWhenNoPeriodHasRoom() {
        keep(Bed.mesh("full", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh", "xa"));
        TaskSpec spec = Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1d", "bj", "gz");

        Preview preview = preview(spec);

        assertThat(preview.shortestPeriod()).isNull();
        assertThat(preview.whyNot(spec))
                .isEqualTo("is too short: 2 of 2 paths find no slot of 5s that both ends have free beside the other"
                        + " tasks; no period has room for them: 1d");
    }

    @Test
    void aTaskDoesNotStandInItsOwnWay() {
        Task before = keep(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "30s", "bj", "gz", "sh", "xa"));

        assertThat(previews.of(before.spec(), before).fits()).isTrue();
        assertThat(previews.of(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1m", "bj", "gz", "sh", "xa"), before)
                        .shortestPeriod())
                .isEqualTo("30s");
    }

    @Test
    void tryingChangesNothing() {
        keep(Bed.mesh("other", FakeProbeType.EXCLUSIVE, "1m", "bj", "gz"));
        List<Spot> before = bed.plans().placement("other").orElseThrow().spots();

        preview(Bed.mesh("ab", FakeProbeType.EXCLUSIVE, "1m", "bj", "gz", "sh"));
        bed.run(Duration.ofSeconds(2));

        assertThat(bed.plans().placement("other").orElseThrow().spots()).isEqualTo(before);
        assertThat(bed.plans().placement("ab")).isEmpty();
        assertThat(bed.state.tasks()).hasSize(1);
    }

    private Preview preview(TaskSpec spec) {
        return previews.of(spec, null);
    }

    private Task keep(TaskSpec spec) {
        Task task = bed.state.createTask(spec, "ann", bed.now());
        bed.plans().recompile();
        return task;
    }
}
