// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.HeldPort;
import io.netmonitor.agent.legacy.OldController.Push;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushgatewayTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");

    private final BoundedHttp http = new BoundedHttp();
    private OldController controller;

    @BeforeEach
    void start() throws IOException {
        controller = OldController.start();
    }

    @AfterEach
    void stop() {
        controller.close();
        http.close();
    }

    private Pushgateway open(String address) {
        return new Pushgateway(HostPort.read("pushgateway", address), http, new Random(1));
    }

    @Test
    void putsAGroupAsOldNodesDo() {
        try (Pushgateway gateway = open(controller.pushgateway())) {
            gateway.offer("wan", "# TYPE netmonitor gauge\n");

            await().untilAsserted(() -> assertThat(controller.pushes())
                    .containsExactly(new Push(
                            "PUT",
                            "/metrics/job/wan",
                            "text/plain; version=0.0.4; charset=utf-8",
                            "# TYPE netmonitor gauge\n")));
            await().untilAsserted(() -> assertThat(gateway.check().detail())
                    .isEqualTo("pushed 1 to " + controller.pushgateway() + ", refused 0, failed 0, dropped 0"));
        }
    }

    @Test
    void keepsAnyNameOneSegmentOfThePath() {
        try (Pushgateway gateway = open(controller.pushgateway())) {
            gateway.offer("a b?c#d%2f+北", "");

            await().untilAsserted(() -> assertThat(controller.pushes())
                    .extracting(Push::path)
                    .containsExactly("/metrics/job/a%20b%3Fc%23d%252f%2B%E5%8C%97"));
        }
    }

    @Test
    void catchesUpWithTheNewestOfEachJobWhenTheGatewayIsBack() throws IOException {
        try (HeldPort port = new HeldPort(LOOPBACK);
                Pushgateway gateway = open("[::1]:" + port.address().getPort())) {
            gateway.offer("wan", "old");
            gateway.offer("lan", "only");
            await().until(() -> !gateway.check().up());
            gateway.offer("wan", "new");

            try (OldController back = OldController.startOn(port.address())) {
                await().untilAsserted(() -> assertThat(back.pushes())
                        .extracting(push -> push.path() + " " + push.body())
                        .containsExactlyInAnyOrder("/metrics/job/wan new", "/metrics/job/lan only"));
                await().until(() -> gateway.check().up());
            }
        }
    }

    @Test
    void doesNotTryAgainWhatTheGatewayRefuses() {
        controller.gatewayAnswers(400);
        try (Pushgateway gateway = open(controller.pushgateway())) {
            gateway.offer("wan", "bad");
            await().until(() -> gateway.check().detail().contains("refused 1"));
            controller.gatewayAnswers(200);
            gateway.offer("lan", "good");

            await().until(() -> gateway.check().detail().contains("pushed 1"));
            assertThat(controller.pushes()).extracting(Push::body).containsExactly("bad", "good");
        }
    }

    @Test
    void doesNotHoldTheStatesOfMoreJobsThanThereAre() throws IOException {
        try (HeldPort nobody = new HeldPort(LOOPBACK);
                Pushgateway gateway = open("[::1]:" + nobody.address().getPort())) {
            for (int i = 0; i < 300; i++) {
                gateway.offer("job" + i, "");
            }

            // One or none is being tried.
            assertThat(gateway.check().detail()).containsPattern("dropped (99|100)(:|$)");
        }
    }
}
