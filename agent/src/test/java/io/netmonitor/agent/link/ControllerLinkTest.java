// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static io.netmonitor.agent.Samples.START;
import static io.netmonitor.agent.Samples.entry;
import static io.netmonitor.agent.Samples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.agent.Samples;
import io.netmonitor.agent.TestController;
import io.netmonitor.agent.TestController.Mood;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.Backoff;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControllerLinkTest {
    private static final UUID SPOOL = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final List<Result> RESULTS = List.of(Samples.result(0), Samples.result(1));

    @TempDir
    Path data;

    private TestController controller;
    private ControllerTime time;
    private ControllerLink link;

    @BeforeEach
    void join() throws Exception {
        controller = TestController.start();
        time = new ControllerTime(WallClock.SYSTEM, MonotonicClock.SYSTEM, OptionalLong.empty());
        link = new ControllerLink(controller.address(), identity(controller), time, WallClock.SYSTEM);
    }

    @AfterEach
    void leave() throws IOException {
        link.close();
        controller.close();
    }

    private Identity identity(TestController of) throws Exception {
        Path token = data.resolve("token");
        Files.writeString(token, of.token());
        return new Joining(of.address(), WallClock.SYSTEM, Backoff.ofCalls(new Random(1)))
                .join(JoinToken.read(token), "bj", new IdentityFolder(data.resolve("identity")));
    }

    @Test
    void learnsTheTimeFromAnyAnswer() throws Exception {
        link.report(new NodeReport("1", List.of(), Map.of(), null, false, null, 0, 0));

        assertThat(controller.report()).isNotNull();
        // A host that is held up during the exchange makes seconds of it.
        assertThat(time.offsetNs().orElseThrow()).isBetween(-30_000_000_000L, 30_000_000_000L);
        assertThat(link.check().up()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void hearsWhereItsReportsComeFrom(int status) throws Exception {
        NodeReport report = new NodeReport("1", List.of(), Map.of(), null, false, null, 0, 0);
        controller.answerReportsWith(status);

        assertThat(link.report(report)).isNull();
        controller.see("203.0.113.7");

        assertThat(link.report(report)).isEqualTo("203.0.113.7");
    }

    @Test
    void waitsForAPlanThatDiffers() throws Exception {
        Plan given = plan("a", START, entry("sh", Duration.ofSeconds(10)));
        assertThat(link.plan("")).isEmpty();

        controller.give(given);

        assertThat(link.plan("")).contains(given);
        assertThat(link.plan("a")).isEmpty();
    }

    @Test
    void deliversABatch() throws Exception {
        link.deliver(SPOOL, 7, RESULTS);

        assertThat(controller.arrived()).containsExactly(new TestController.Arrived(SPOOL, 7, RESULTS));
    }

    @Test
    void saysWhyABatchIsRefused() {
        controller.be(Mood.REFUSES);

        assertThatThrownBy(() -> link.deliver(SPOOL, 7, RESULTS))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessage("results of another planet (HTTP 400)");
    }

    @Test
    void doesNotTakeACutAnswerForARefusal() {
        controller.be(Mood.TAKES_BUT_CUTS_THE_ANSWER);

        assertThatThrownBy(() -> link.deliver(SPOOL, 7, RESULTS))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RefusedException.class)
                .hasMessageContaining("no answer from " + controller.address().getAuthority());
    }

    @Test
    void saysThatNothingListens() {
        controller.leave();

        assertThatThrownBy(() -> link.plan("")).hasMessageEndingWith("nothing listens there");
        assertThat(link.check().up()).isFalse();
    }

    @Test
    void saysThatANameIsUnknown() throws Exception {
        Identity identity = new IdentityFolder(data.resolve("identity")).load().orElseThrow();
        try (ControllerLink lost =
                new ControllerLink(URI.create("https://nowhere.invalid:3443"), identity, time, WallClock.SYSTEM)) {
            assertThatThrownBy(() -> lost.plan("")).hasMessageEndingWith("the name is unknown");
        }
    }

    @Test
    void trustsNoControllerButItsOwn() throws Exception {
        Identity identity = new IdentityFolder(data.resolve("identity")).load().orElseThrow();
        try (TestController other = TestController.start();
                ControllerLink astray = new ControllerLink(other.address(), identity, time, WallClock.SYSTEM)) {
            assertThatThrownBy(() -> astray.plan(""))
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("belongs to another authority");
            assertThat(other.report()).isNull();
        }
    }
}
