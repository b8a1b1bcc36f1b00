// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.app.command.ControllerDouble;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeCommandTest {
    private static final String BJ = """
            {"name": "bj", "title": "Beijing", "labels": {"role": "edge", "site": "bj"}, "state": "online",
             "joinedAt": "2026-11-20T11:00:00.000000000Z", "lastSeenAt": "2026-11-22T11:00:00.000000000Z",
             "addresses": ["10.1.0.1", "2001:db8::1"], "version": "0.1.0", "hostLoad": 0.4213, "reachable": true,
             "clock": {"synchronized": true, "maxErrorNs": 412000, "offsetNs": -250000}, "spoolBytes": 1860000,
             "droppedResults": 3, "upToDate": true, "startedAt": "2026-11-22T10:00:00.000000000Z"}""";

    private ControllerDouble controller;

    @BeforeEach
    void start() throws IOException {
        controller = new ControllerDouble();
        controller.answer("GET /api/v1/nodes/bj", BJ);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void listsNodesBeyondTheFirstPage() {
        controller.answer(
                "GET /api/v1/nodes", "{\"items\": [{\"name\": \"bj\", \"state\": \"online\"}], \"next\": \"bj\"}");
        controller.answer("GET /api/v1/nodes?cursor=bj", "{\"items\": [{\"name\": \"sh\", \"state\": \"online\"}]}");

        assertThat(controller.run("node", "list").out).contains("bj", "sh");
        assertThat(controller.run("node", "list", "--json").out)
                .isEqualTo("{\"items\":[{\"name\":\"bj\",\"state\":\"online\"},"
                        + "{\"name\":\"sh\",\"state\":\"online\"}]}\n");
    }

    @Test
    void listsStateLabelsLoadAndClock() {
        controller.answer("GET /api/v1/nodes", "{\"items\": [" + BJ + """
                , {"name": "home", "state": "online", "addresses": ["10.0.0.5"], "reachable": false, "version": "0.1.0",
                   "seenAs": "203.0.113.7", "clock": {"synchronized": false}, "labels": {}},
                  {"name": "shy", "state": "offline", "addresses": [], "reachable": false},
                  {"name": "new", "state": "offline", "addresses": [], "reachable": true}]}
                """);

        assertThat(controller.run("node", "list").out).isEqualTo("""
                NODE  STATE    ADDRESSES                        LABELS             LOAD  CLOCK             VERSION
                bj    online   10.1.0.1 2001:db8::1             role=edge,site=bj  0.42  ± 412.0 µs        0.1.0
                home  online   behind NAT, seen as 203.0.113.7  -                  -     not synchronized  0.1.0
                shy   offline  takes no calls from others       -                  -     -                 -
                new   offline  -                                -                  -     -                 -
                """);
    }

    @Test
    void fitsNodesIntoTheScreen() {
        controller.answer("GET /api/v1/nodes", """
                {"items": [{"name": "a-node-with-a-name-as-long-as-names-may-be-which-is-64-characters", "state": "online",
                  "addresses": ["2001:db8:1111:2222:3333:4444:5555:6666", "2001:db8:1111:2222:3333:4444:5555:7777"],
                  "reachable": true, "version": "0.1.0", "hostLoad": 12.5, "clock": {"synchronized": false},
                  "labels": {"region": "华北华北华北华北华北华北华北", "role": "edge", "site": "bj", "zone": "a"}}]}
                """);

        assertThat(controller.run("node", "list").out.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120))
                .last()
                .asString()
                .contains("…", "online", "12.50", "not synchronized", "0.1.0");
    }

    @Test
    void showsAllThatIsKnownOfANode() {
        Cli cli = controller.run("node", "show", "bj");

        assertThat(cli.status).isZero();
        assertThat(cli.out)
                .startsWith("bj: online\n  title      Beijing\n  labels     role=edge,site=bj\n")
                .contains("  load       0.42\n")
                .contains("  clock      ± 412.0 µs, 250.0 µs ahead of the controller's\n")
                .contains("  spool      1.86 MB wait for delivery\n")
                .contains("  dropped    3 results since its spool was made\n")
                .endsWith("  plan       the newest\n");
        assertThat(controller.run("node", "show", "bj", "--json").out)
                .startsWith("{\"name\":\"bj\"")
                .hasLineCount(1);
        assertThat(controller.run("node", "show", "absent").status).isEqualTo(2);
    }

    @Test
    void showsHowANodeThatTakesNoCallsIsSeen() {
        controller.answer("GET /api/v1/nodes/home", """
                {"name": "home", "state": "online", "addresses": ["10.0.0.5"], "reachable": false, "seenAs": "203.0.113.7"}
                """);

        assertThat(controller.run("node", "show", "home").out)
                .contains("  addresses  10.0.0.5\n")
                .contains("  reach      behind NAT, seen as 203.0.113.7\n");
    }

    @Test
    void setsWhatIsNamedAndKeepsTheRest() {
        controller.answer(
                "PUT /api/v1/nodes/bj", "{\"title\": \"Beijing\", \"labels\": {\"room\": \"4\", \"site\": \"bj\"}}");

        Cli cli = controller.run("node", "set", "bj", "--label", "room=4", "--unlabel", "role", "--unlabel", "absent");

        assertThat(cli.out).isEqualTo("node bj: title Beijing, labels room=4,site=bj\n");
        assertThat(controller.changes())
                .singleElement()
                .asString()
                .startsWith("PUT /api/v1/nodes/bj {")
                .contains("\"labels\":{\"room\":\"4\",\"site\":\"bj\"}")
                .contains("\"title\":\"Beijing\"");
    }

    @Test
    void setsATitleAlone() {
        controller.answer("PUT /api/v1/nodes/bj", "{\"title\": \"北京\", \"labels\": {}}");

        assertThat(controller.run("node", "set", "bj", "--title", "北京").status).isZero();
        assertThat(controller.changes())
                .singleElement()
                .asString()
                .contains("\"title\":\"北京\"")
                .contains("\"labels\":{\"role\":\"edge\",\"site\":\"bj\"}");
    }

    @Test
    void wantsToKnowWhatToSet() {
        assertThat(controller.run("node", "set", "bj").err).contains("say what to set: --title, --label or --unlabel");
        assertThat(controller.run("node", "set", "bj", "--label", "a=1", "--unlabel", "a").err)
                .contains("--label and --unlabel both name a");
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void listsWhatHappenedToANode() {
        controller.answer("GET /api/v1/nodes/bj/events?from=2026-11-22T11:00:00Z&to=2026-11-23T11:00:00Z", """
                {"items": [{"node": "bj", "at": "2026-11-22T11:00:00.000000000Z", "what": "joined", "detail": ""},
                           {"node": "bj", "at": "2026-11-22T12:00:00.000000000Z", "what": "offline",
                            "detail": "not heard for 45 s"}]}
                """);

        Cli cli = controller.run(
                "node", "events", "bj", "--from", "2026-11-22T11:00:00Z", "--to", "2026-11-23T11:00:00Z");

        assertThat(cli.status).isZero();
        assertThat(cli.out.lines())
                .satisfiesExactly(
                        heading -> assertThat(heading).startsWith("WHEN (").contains("WHAT", "DETAIL"),
                        joined -> assertThat(joined).endsWith("joined"),
                        offline -> assertThat(offline).endsWith("offline  not heard for 45 s"));
    }
}
