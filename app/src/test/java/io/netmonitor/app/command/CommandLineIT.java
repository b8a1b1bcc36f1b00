// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.agent.Agent;
import io.netmonitor.agent.AgentOptions;
import io.netmonitor.agent.ClockState;
import io.netmonitor.agent.Reach;
import io.netmonitor.controller.Controller;
import io.netmonitor.controller.ControllerOptions;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.core.time.WallClock;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands for tasks and nodes against a controller and two agents on loopback, all as they are shipped. */
class CommandLineIT {
    private static final String WAN = """
            name: wan
            title: 广域网 # all day
            kind: basic
            members: [bj, "site=east"]
            start: 2026-11-01 08:00
            zone: Asia/Shanghai
            period: 1s
            settings: {count: 3, interval: 20ms}
            """;

    /** As a cell of the mesh shows it: on loopback the kernel's stamps can be less than a microsecond apart. */
    private static final Pattern A_DELAY = Pattern.compile("\\d (ns|µs|ms)");

    @TempDir
    private Path folder;

    private Controller controller;
    private Agent bj;
    private Agent sh;

    @BeforeEach
    void start() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        controller = Controller.start(
                new ControllerOptions(
                        folder.resolve("controller"), anyPort, anyPort, false, ZoneId.of("Asia/Shanghai"), "test"),
                Extensions.load());
        Files.writeString(folder.resolve("token"), said("node", "token", "--valid", "1h"));
        bj = agent("bj", anyPort);
        sh = agent("sh", anyPort);
        said("node", "set", "sh", "--title", "上海", "--label", "site=east");
        await().until(() -> said("node", "list", "--json").split("\"addresses\":\\[\"127", -1).length == 3);
    }

    @AfterEach
    void stop() {
        bj.close();
        sh.close();
        controller.close();
    }

    private Agent agent(String name, InetSocketAddress listen) throws IOException {
        return Agent.start(
                new AgentOptions(
                        URI.create("https://127.0.0.1:"
                                + controller.agentsAddress().getPort()),
                        folder.resolve("token"),
                        name,
                        folder.resolve(name),
                        Map.of("basic", listen),
                        Reach.at(List.of()),
                        "test",
                        () -> new ClockState(true, 1_000L, "boot"),
                        WallClock.SYSTEM,
                        MonotonicClock.SYSTEM),
                Extensions.load());
    }

    private Cli run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.add("--controller");
        words.add("http://127.0.0.1:" + controller.peopleAddress().getPort());
        return Cli.run(words.toArray(String[]::new));
    }

    /** What a command that is well used says. */
    private String said(String... arguments) {
        Cli cli = run(arguments);
        assertThat(cli.err).isEmpty();
        assertThat(cli.status).as(cli.out).isZero();
        return cli.out;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void tellsAllFaultsAlsoWhenTheNameIsOne() throws Exception {
        Cli refused = run(
                "task",
                "apply",
                "-f",
                file("bad.yaml", "name: x/y\nkind: basik\nmembers: [bj, bj, nobody]\nperiod: 3q\nfoo: 1\n"));

        assertThat(refused.status).isEqualTo(2);
        assertThat(refused.err)
                .contains("name: has a slash", "kind: is none of", "members: has a node twice: bj")
                .contains(
                        "members: has a node that has not joined: nobody", "period: not a duration", "foo: is unknown")
                .hasLineCount(6);
        assertThat(said("task", "list")).doesNotContain("x/y");
    }

    @Test
    void measuresAHostWithoutAnAgent() throws Exception {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Responder reflector = Extensions.load().probeType("basic").respond(new ResponderOptions(anyPort))) {
            String host = "stamp:127.0.0.1:" + reflector.address().getPort();
            said(
                    "task",
                    "apply",
                    "-f",
                    file(
                            "f.yaml",
                            "name: outside\nkind: basic\ntopology: hub\nhub: " + host
                                    + "\nmembers: [\"*\"]\nperiod: 1s\n"));

            await().until(() -> run("why", "outside", "bj", host).out.contains("measured by  bj")
                    && A_DELAY.matcher(said("mesh", "outside")).find());
        }
    }

    @Test
    void leadsATaskFromItsFirstTryToItsEnd() throws Exception {
        String wan = file("wan.yaml", WAN);

        assertThat(said("task", "apply", "-f", wan, "--dry-run"))
                .contains("task wan: would be created", "1 path, shortest period", "bj", "sh", "kbit/s")
                .doesNotContain("cannot be measured");
        assertThat(said("task", "list")).doesNotContain("wan");
        assertThat(said("task", "apply", "-f", wan)).isEqualTo("task wan: created, revision 1\n");
        assertThat(said("task", "apply", "-f", wan)).isEqualTo("task wan: unchanged, revision 1\n");
        assertThat(said("task", "list")).contains("wan", "active", "bj, site=east");
        assertThat(said("task", "pause", "wan")).isEqualTo("task wan: paused, revision 2\n");
        assertThat(said("task", "resume", "wan", "--revision", "2")).isEqualTo("task wan: active, revision 3\n");
        assertThat(run("task", "end", "wan", "--revision", "2").err)
                .startsWith("netmonitor: Somebody else changed it: task wan is at revision 3")
                .hasLineCount(1);

        String slower = file("slower.yaml", WAN.replace("1s", "2s").replace("count: 3", "count: 4"));
        assertThat(said("task", "apply", "-f", slower, "--dry-run"))
                .contains("would be changed", "- period: 1s", "+ period: 2s", "- settings.count: 3");
        assertThat(said("task", "apply", "-f", slower)).isEqualTo("task wan: changed to revision 4\n");
        assertThat(said("task", "end", "wan")).isEqualTo("task wan: ended, revision 5\n");
        assertThat(said("task", "delete", "wan", "--revision", "5")).startsWith("task wan: deleted");

        List<String> history =
                said("task", "history", "wan").lines().map(String::strip).toList();
        assertThat(history).hasSize(7);
        assertThat(history.get(4))
                .startsWith("4")
                .contains("127.0.0.1", "changed")
                .endsWith("period, settings.count");
        assertThat(history.getLast()).startsWith("6").contains("deleted");
        assertThat(run("task", "show", "wan").err)
                .contains("no task is named wan")
                .hasLineCount(1);
    }

    @Test
    void takesBackWhatItHasExported() throws Exception {
        said("task", "apply", "-f", file("wan.yaml", WAN), "-f", file("hub.yaml", """
                {"name": "hub", "kind": "basic", "topology": "hub", "hub": "bj", "members": ["sh", "stamp:192.0.2.9"],
                 "end": "2099-01-01T00:00:00Z", "period": "5m"}"""));
        String exported = said("task", "export");
        String all = folder.resolve("all.yaml").toString();
        said("task", "export", "-o", all);

        assertThat(Files.readString(Path.of(all))).isEqualTo(exported);
        assertThat(exported).contains("start: \"2026-11-01T00:00:00.000000000Z\"", "广域网", "stamp:192.0.2.9");
        assertThat(said("task", "apply", "-f", all))
                .contains("task wan: unchanged, revision 1\n", "task hub: unchanged, revision 1");

        JsonNode before = Json.read(said("task", "show", "wan"), JsonNode.class);
        said("task", "delete", "wan", "hub");
        said("task", "apply", "-f", all);
        JsonNode after = Json.read(said("task", "show", "wan"), JsonNode.class);
        for (String field : List.of("title", "members", "topology", "start", "period", "settings", "family")) {
            assertThat(after.path(field)).as(field).isEqualTo(before.path(field));
        }
    }

    @Test
    void saysWhichLineTheControllerRefuses() throws Exception {
        Cli cli = run(
                "task",
                "apply",
                "-f",
                file("bad.yaml", WAN.replace("count: 3", "count: 0").replace("bj", "xx")));

        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err)
                .contains("bad.yaml:4: task wan: members: has a node that has not joined: xx")
                .contains("bad.yaml:8: task wan: settings.count:");
        assertThat(said("task", "list")).doesNotContain("wan");
    }

    @Test
    void measuresNowAndByPlanAndSaysWhy() throws Exception {
        said("task", "apply", "-f", file("wan.yaml", WAN));

        QuietMoment.find(() -> {
            List<String> lines = said("task", "run", "wan", "--json").lines().toList();
            assertThat(lines).hasSize(1);
            JsonNode result = Json.read(lines.getFirst(), JsonNode.class);
            assertThat(result.path("outcome").asString("")).isEqualTo("measured");
            assertThat(result.path("runId").asString("")).isNotEmpty();
            assertThat(result.path("source").asString("")).isEqualTo("sh");
            assertThat(said("task", "run", "wan", "--source", "bj", "--destination", "sh"))
                    .contains("1 of 1  sh → bj  measured, rtt")
                    .endsWith("1 of 1 path measured\n");
        });

        await().untilAsserted(() -> {
            assertThat(run("why", "wan", "bj", "sh").out).contains("measured by  sh");
            assertThat(run("why", "wan", "bj", "sh", "--at", "2s").out)
                    .startsWith("it ran as planned")
                    .contains("state", "measured", "every 1s", "rtt");
            assertThat(said("mesh", "wan")).contains("bj", "sh").containsPattern(A_DELAY);
        });
        assertThat(run("why", "wan", "bj", "gz").out).contains("gz was not in the task");
        said("task", "pause", "wan");
        await().until(() -> run("why", "wan", "bj", "sh").status == 1);
        assertThat(run("why", "wan", "bj", "sh").out).contains("paused");
    }

    @Test
    void showsNodesAndWhatHappenedToThem() {
        await().until(() -> run("node", "show", "sh").out.contains("plan       the newest\n"));

        assertThat(said("node", "show", "sh"))
                .contains("sh: online", "title      上海", "labels     site=east", "addresses  127.0.0.1", "± 1.0 µs");
        assertThat(said("node", "events", "sh")).contains("joined", "started", "version test");
        assertThat(said("node", "set", "sh", "--unlabel", "site")).isEqualTo("node sh: title 上海, labels -\n");
        said("node", "remove", "sh");
        assertThat(run("node", "show", "sh").err).contains("no node is named sh");
        assertThat(said("node", "events", "sh")).contains("removed");
    }
}
