// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.TestAuthority;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.PeerTls;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.probe.bandwidth.BandwidthProbeType;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nodes meet over loopback as agents do: by TLS with certificates that are made for clients. */
class NodeTrustTest {
    private static final int SESSION = 7;

    private final TestAuthority authority = new TestAuthority();
    private final Identity shanghai = authority.join("sh");
    private final Identity beijing = authority.join("bj");

    @Test
    void nodesOfOneAuthorityMeasureEachOther() throws Exception {
        QuietMoment.find(() -> {
            try (Responder responder = answering(shanghai)) {
                Measurement measured = measure(responder, tls(beijing), "sh");

                assertThat(measured.outcome()).as(measured.reason()).isEqualTo(Outcome.ABOVE);
                assertThat(measured.values().number("lowBps")).isPresent();
                await().untilAsserted(
                                () -> assertThat(responder.check().detail()).contains("served 1 "));
            }
        });
    }

    @Test
    void answersNoSessionBeyondThePlan() throws Exception {
        try (Responder responder = answering(shanghai)) {
            responder.answerOnly(Set.of());

            Measurement refused = measure(responder, tls(beijing), "sh");

            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.reason()).contains("session 7 is not in this node's plan");
        }
    }

    @Test
    void refusesANodeOfAnotherAuthorityThatAnswers() throws Exception {
        try (Responder responder = answering(new TestAuthority().join("sh"))) {
            Measurement refused = measure(responder, tls(beijing), "sh");

            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.reason()).contains("the node belongs to another authority");
        }
    }

    @Test
    void refusesANodeOfAnotherAuthorityThatCalls() throws Exception {
        SSLContext stranger =
                Tls.context(new NodeTrust(authority.pin(), WallClock.SYSTEM), new TestAuthority().join("bj"));
        try (Responder responder = answering(shanghai)) {
            Measurement refused = measure(responder, stranger, "sh");

            assertTurnedAway(refused, responder);
        }
    }

    @Test
    void refusesANodeWithAnotherNameThanPlanned() throws Exception {
        try (Responder responder = answering(authority.join("gz"))) {
            Measurement refused = measure(responder, tls(beijing), "sh");

            assertThat(refused.outcome().hasValue()).isFalse();
            assertThat(refused.reason()).contains("expected to meet node sh", "shows a certificate for CN=gz");
        }
    }

    @Test
    void refusesACallerWithoutTls() throws Exception {
        try (Responder responder = answering(shanghai)) {
            Measurement refused = measure(responder, null, "sh");

            assertTurnedAway(refused, responder);
        }
    }

    @Test
    void refusesACallerWithoutACertificate() throws Exception {
        SSLContext nobody = Tls.context(new NodeTrust(authority.pin(), WallClock.SYSTEM), null);
        try (Responder responder = answering(shanghai)) {
            Measurement refused = measure(responder, nobody, "sh");

            assertTurnedAway(refused, responder);
        }
    }

    @Test
    void refusesACertificateThatIsOutOfDateByTheAgentsClock() throws Exception {
        WallClock later = () -> Instant.now().plus(Duration.ofDays(2));
        try (Responder responder = answering(shanghai)) {
            Measurement refused = measure(responder, Tls.betweenNodes(beijing, later), "sh");

            assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(refused.reason()).contains("the node's certificate is good from");
        }
    }

    /**
     * In TLS 1.3 a caller is done with the handshake before the other end has judged it. Whether it hears why it is refused, or only
     * that the connection is cut, depends on what it has sent by then.
     */
    private static void assertTurnedAway(Measurement refused, Responder responder) {
        assertThat(refused.outcome()).as(refused.reason()).isIn(Outcome.REFUSED, Outcome.NO_ANSWER, Outcome.FAILED);
        assertThat(refused.reason()).contains("127.0.0.1");
        assertThat(responder.check().detail()).contains("served 0 ");
    }

    private static SSLContext tls(Identity identity) throws IOException {
        return Tls.betweenNodes(identity, WallClock.SYSTEM);
    }

    private static Responder answering(Identity identity) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        Responder responder = new BandwidthProbeType().respond(new ResponderOptions(anyPort, null, tls(identity)));
        responder.answerOnly(Set.of(new AnsweredSession(SESSION, null)));
        return responder;
    }

    private static Measurement measure(Responder responder, @Nullable SSLContext context, String expected)
            throws IOException, InterruptedException {
        ProbeType type = new BandwidthProbeType();
        Settings settings = Settings.read(type.description().settings(), Map.of("maxRate", 50_000_000));
        PeerTls tls = context == null ? null : new PeerTls(context, expected);
        return type.create(settings).measure(new Session(responder.address(), SESSION, Instant.EPOCH, null, null, tls));
    }
}
