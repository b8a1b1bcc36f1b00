// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.extension.Extension;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Result;
import io.netmonitor.testkit.probe.PrototypeKinds;
import io.netmonitor.testkit.prometheus.Pushgateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole controller with a real Pushgateway: tasks by the API, results by the agent link. */
class PushgatewayIT {
    private static final String TASK = """
            {"name":"wan","kind":"basic","members":["bj","sh"],"period":"2s","listedAs":{"sh":"10.77.0.1"}}""";
    private static final String AS_LISTED = "netmonitor{dip=\"bj\",metric=\"RTT\",sip=\"10.77.0.1\"} 0.147";

    @TempDir
    private java.nio.file.Path data;

    private Pushgateway gateway;
    private ControllerFixture fixture;
    private AgentDouble sh;
    private long batches;

    @BeforeEach
    void start() throws Exception {
        gateway = Pushgateway.start("::1");
        fixture = fixture();
        fixture.joined("bj").close();
        sh = fixture.joined("sh");
    }

    @AfterEach
    void stop() {
        sh.close();
        fixture.close();
        gateway.close();
    }

    @Test
    void aTasksGroupComesAndGoesWithIt() throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", TASK);
        measure("wan");
        until(() -> gateway.lines("wan").contains(AS_LISTED));
        assertThat(fixture.get("/metrics").body())
                .contains("netmonitor{dip=\"bj\",metric=\"RTT\",sip=\"10.77.0.1\",task=\"wan\"} 0.147\n");
        assertThat(health().path("up").booleanValue()).isTrue();
        assertThat(health().path("detail").stringValue())
                .startsWith("pushgateway: pushes to [::1]:" + gateway.address().getPort());

        fixture.answer(200, "POST", "/api/v1/tasks/wan/pause", null);
        until(() -> gateway.lines("wan").isEmpty());
        fixture.answer(200, "POST", "/api/v1/tasks/wan/resume", null);
        comesBack();

        fixture.answer(200, "POST", "/api/v1/tasks/wan/end", null);
        until(() -> gateway.lines("wan").isEmpty());
        fixture.answer(200, "POST", "/api/v1/tasks/wan/resume", null);
        comesBack();

        fixture.answer(204, "DELETE", "/api/v1/tasks/wan", null);
        until(() -> gateway.lines("wan").isEmpty());
    }

    @Test
    void aGroupGoesWhenTheEndOfItsTaskComes() throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", TASK);
        measure("wan");
        until(() -> gateway.lines("wan").contains(AS_LISTED));

        String end = Instant.now().plusSeconds(2).toString();
        fixture.answer(200, "PUT", "/api/v1/tasks/wan", TASK.replace("}}", "},\"end\":\"" + end + "\"}"));

        until(() -> gateway.lines("wan").isEmpty());
        assertThat(Instant.now()).isAfter(end);
    }

    @Test
    void groupsComeBackWithAControllerThatIsStartedAnew() throws Exception {
        fixture.answer(201, "POST", "/api/v1/tasks", TASK);
        measure("wan");
        until(() -> gateway.lines("wan").contains(AS_LISTED));

        fixture.close();
        gateway.kill();
        gateway.restart();
        fixture = fixture();

        until(() -> gateway.lines("wan").contains(AS_LISTED));
    }

    private ControllerFixture fixture() throws IOException {
        List<Extension> extensions = new ArrayList<>(List.of(PrototypeKinds.basic(), PrototypeKinds.bandwidth()));
        ServiceLoader.load(Extension.class).forEach(extensions::add);
        InetSocketAddress asWritten =
                InetSocketAddress.createUnresolved("::1", gateway.address().getPort());
        return new ControllerFixture(
                ControllerFixture.options(data).withPushgateway(asWritten), new Extensions(extensions));
    }

    /** After a task has run again it needs a result: those of before were forgotten. */
    private void comesBack() throws Exception {
        until(() -> {
            measure("wan");
            return gateway.lines("wan").contains(AS_LISTED);
        });
    }

    private void measure(String task) throws IOException, InterruptedException {
        Result result = PrototypeKinds.measured(
                task,
                PrototypeKinds.BASIC,
                new Path("sh", "bj", Family.IPV4),
                Instant.now(),
                PrototypeKinds.delays(147_000, 87_000, 60_000));
        batches++;
        String batch = Json.write(Map.of("spool", new UUID(1, batches), "number", batches, "results", List.of(result)));
        assertThat(sh.send("POST", "/agent/v1/results", batch).statusCode()).isEqualTo(200);
    }

    private JsonNode health() throws IOException, InterruptedException {
        for (JsonNode part : fixture.json("/health").path("components")) {
            if (part.path("name").stringValue().equals("pushgateway")) {
                return part;
            }
        }
        throw new AssertionError("no such component");
    }

    private static void until(Callable<Boolean> done) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(done);
    }
}
