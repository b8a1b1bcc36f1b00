// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database as version 0.1.0 left it, opened by this one. */
final class MigrationsTest {
    private static final Instant CREATED = Instant.parse("2026-11-22T11:00:00Z");
    private static final Instant CHANGED = Instant.parse("2026-11-22T12:00:00.000000001Z");
    private static final long CREATED_NS = CREATED.getEpochSecond() * 1_000_000_000;
    private static final long CHANGED_NS = CHANGED.getEpochSecond() * 1_000_000_000 + 1;
    private static final String FIRST_SPEC = "{\"name\":\"wan\",\"kind\":\"basic\",\"members\":[\"bj\",\"sh\"],"
            + "\"family\":\"ipv4\",\"period\":\"2s\",\"settings\":{\"count\":20}}";
    private static final String SPEC = FIRST_SPEC.replace("2s", "5s");
    private static final String REPORT =
            "{\"version\":\"0.1.0\",\"addresses\":[\"192.0.2.1\"],\"ports\":{\"basic\":862},"
                    + "\"clockSynchronized\":true,\"spoolBytes\":1,\"droppedResults\":2}";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void leaveADatabaseOfTheFirstVersion() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.db"));
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("CREATE TABLE schema_version (version INTEGER PRIMARY KEY)");
            sql.executeUpdate(firstVersion());
            sql.executeUpdate("INSERT INTO schema_version (version) VALUES (1)");
            sql.executeUpdate("INSERT INTO task VALUES ('wan', 2, 2, '" + SPEC + "', 'paused', " + CREATED_NS + ", "
                    + CHANGED_NS + ")");
            sql.executeUpdate("INSERT INTO task_revision VALUES"
                    + " ('gone', 4, 1, '" + FIRST_SPEC.replace("wan", "gone") + "', 'active', " + CREATED_NS + "),"
                    + " ('wan', 1, 2, '" + FIRST_SPEC + "', 'active', " + CREATED_NS + "),"
                    + " ('wan', 2, 2, '" + SPEC + "', 'paused', " + CHANGED_NS + ")");
            sql.executeUpdate("INSERT INTO node VALUES"
                    + " ('bj', 'Beijing', " + CREATED_NS + ", " + CHANGED_NS + ", '" + REPORT + "'),"
                    + " ('sh', 'sh', " + CREATED_NS + ", " + CREATED_NS + ", NULL)");
            sql.executeUpdate("INSERT INTO secret VALUES ('ca', 'key')");
            sql.executeUpdate("INSERT INTO token VALUES ('0102', " + CHANGED_NS + ")");
        }
    }

    @Test
    void hasItsTasks() throws IOException {
        try (StateStore store = open()) {
            Task wan = new Task(spec("5s"), 2, 2, TaskState.PAUSED, CREATED, CHANGED);

            assertThat(store.tasks()).containsExactly(wan);
            assertThat(store.task("wan")).contains(wan);
        }
    }

    @Test
    void hasItsRevisionsWithoutWhoMadeThem() throws IOException {
        try (StateStore store = open()) {
            assertThat(store.revisions("wan"))
                    .containsExactly(
                            new TaskRevision(2, 1, "changed", "", CREATED, TaskState.ACTIVE, spec("2s")),
                            new TaskRevision(2, 2, "changed", "", CHANGED, TaskState.PAUSED, spec("5s")));
            assertThat(store.revisions("gone")).hasSize(1);
        }
    }

    @Test
    void hasItsNodesWithoutLabels() throws IOException {
        NodeReport report = new NodeReport("0.1.0", List.of("192.0.2.1"), Map.of("basic", 862), null, true, null, 1, 2);

        try (StateStore store = open()) {
            assertThat(store.nodes())
                    .containsExactly(
                            new Node("bj", "Beijing", CREATED, CHANGED, report),
                            new Node("sh", "sh", CREATED, CREATED, null));
        }
    }

    @Test
    void hasItsSecretsAndTokens() throws IOException {
        try (StateStore store = open()) {
            assertThat(store.secret("ca")).contains("key");
            assertThat(store.hasToken(new byte[] {1, 2}, CREATED)).isTrue();
        }
    }

    @Test
    void goesOnFromWhereItWas() throws IOException {
        try (StateStore store = open()) {
            Task changed = store.changeTask(spec("9s"), TaskState.ACTIVE, 2, "ann", CHANGED.plusSeconds(1));
            Task created = store.createTask(gone(), "bob", CHANGED);

            assertThat(changed.revision()).isEqualTo(3);
            assertThat(created.number()).isEqualTo(3);
            assertThat(created.revision()).isEqualTo(5);
            assertThat(store.revisions("wan"))
                    .extracting(TaskRevision::change)
                    .containsExactly("changed", "changed", "resumed");
        }
    }

    @Test
    void keepsWhatOnlyThisVersionKeepsAndDoesNotMigrateAgain() throws IOException {
        Placement placement = placement("wan", 2, 2, CHANGED, List.of());
        NodeEvent event = new NodeEvent("bj", CHANGED, NodeEvent.What.STARTED, "");
        try (StateStore store = open()) {
            assertThat(since(store, Instant.EPOCH)).isEmpty();
            store.savePlacements(List.of(placement));
            store.note(event);
            store.saveDispatch(new Dispatch(2, "legacy:192.0.2.9", 2, "b1c0", CHANGED));
            store.saveNode(store.node("bj").orElseThrow().described("Beijing", Map.of("site", "bj")));
        }

        try (StateStore store = open()) {
            assertThat(since(store, CHANGED)).containsExactly(placement);
            assertThat(store.events("bj", CHANGED, CHANGED.plusSeconds(1))).containsExactly(event);
            assertThat(store.node("bj").orElseThrow().labels()).isEqualTo(Map.of("site", "bj"));
            assertThat(store.dispatches(2)).hasSize(1);
        }
    }

    private static TaskSpec gone() {
        return new TaskSpec("gone", null, null, "basic", List.of("bj", "sh"), Family.IPV4, null, null, "2s", Map.of());
    }

    private static TaskSpec spec(String period) {
        return new TaskSpec(
                "wan", null, null, "basic", List.of("bj", "sh"), Family.IPV4, null, null, period, Map.of("count", 20));
    }

    private static String firstVersion() throws IOException {
        try (InputStream in = requireNonNull(Migrations.class.getResourceAsStream("V1__state.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private StateStore open() throws IOException {
        return new SqliteStateStoreType().open(URI.create("sqlite:" + folder.resolve("state.db")));
    }

    private static Placement placement(String task, long number, int revision, Instant from, List<Spot> spots) {
        return new Placement(
                task, number, revision, "bandwidth", Family.IPV6, CHANGED, null, 30_000_000_000L, from, spots);
    }

    private static List<Placement> since(StateStore store, Instant from) {
        List<Placement> all = new ArrayList<>();
        store.placements(from, all::add);
        return all;
    }
}
