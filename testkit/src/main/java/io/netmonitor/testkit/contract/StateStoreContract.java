// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeReport;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link StateStore} keeps to. */
public abstract class StateStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00.123456789Z");
    private static final byte[] HASH = {1, 2, -3};

    private StateStore store;

    /** Opens the store; within one test always the same one, empty at first and closed in between. */
    protected abstract StateStore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store.tasks()).isEmpty();
        assertThat(store.nodes()).isEmpty();
        assertThat(store.task("wan")).isEmpty();
        assertThat(store.node("sh")).isEmpty();
        assertThat(store.secret("ca")).isEmpty();
        assertThat(store.hasToken(HASH, NOW)).isFalse();
        assertThat(store.check().up()).isTrue();
    }

    @Test
    void keepsATaskAsItWasWritten() throws IOException {
        TaskSpec spec = new TaskSpec(
                "上海–北京 'x'",
                "Title",
                "Words; \"quoted\"",
                "basic",
                List.of("sh", "bj"),
                Family.IPV6,
                NOW.plusSeconds(5),
                NOW.plusSeconds(500),
                "2s",
                Map.of("count", 20, "interval", "20ms", "exact", true));

        Task created = store.createTask(spec, "ann", NOW);
        reopen();

        assertThat(created).isEqualTo(new Task(spec, 1, 1, TaskState.ACTIVE, NOW, NOW));
        assertThat(store.task(spec.name())).contains(created);
        assertThat(store.tasks()).containsExactly(created);
    }

    @Test
    void refusesASecondTaskOfTheSameName() {
        store.createTask(spec("wan", "2s"), "ann", NOW);

        assertThatThrownBy(() -> store.createTask(spec("wan", "5s"), "ann", NOW))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("wan");
        assertThat(store.tasks()).hasSize(1);
        assertThat(store.task("wan").orElseThrow().spec().period()).isEqualTo("2s");
    }

    @Test
    void distinguishesNamesByCaseAndAccent() {
        store.createTask(spec("wan", "2s"), "ann", NOW);
        store.createTask(spec("WAN", "5s"), "ann", NOW);
        store.createTask(spec("wän", "10s"), "ann", NOW);

        assertThat(store.tasks()).extracting(Task::name).containsExactly("wan", "WAN", "wän");
    }

    @Test
    void neverGivesACreationNumberTwice() throws IOException {
        store.createTask(spec("a", "2s"), "ann", NOW);
        store.createTask(spec("b", "2s"), "ann", NOW);
        store.deleteTask("b", "cay", NOW);
        reopen();

        Task c = store.createTask(spec("c", "2s"), "ann", NOW);

        assertThat(c.number()).isEqualTo(3);
        assertThat(store.tasks()).extracting(Task::name).containsExactly("a", "c");
    }

    @Test
    void raisesTheRevisionWithEachChange() {
        Task created = store.createTask(spec("wan", "2s"), "ann", NOW);

        Task changed = store.changeTask(spec("wan", "5s"), TaskState.PAUSED, 1, "bob", NOW.plusSeconds(9));

        assertThat(changed)
                .isEqualTo(new Task(spec("wan", "5s"), created.number(), 2, TaskState.PAUSED, NOW, NOW.plusSeconds(9)));
        assertThat(store.task("wan")).contains(changed);
    }

    @Test
    void refusesAChangeMadeFromAnOlderRevision() {
        store.createTask(spec("wan", "2s"), "ann", NOW);
        store.changeTask(spec("wan", "5s"), TaskState.ACTIVE, 1, "bob", NOW);

        assertThatThrownBy(() -> store.changeTask(spec("wan", "10s"), TaskState.ACTIVE, 1, "bob", NOW))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("2");
        assertThat(store.task("wan").orElseThrow().spec().period()).isEqualTo("5s");
    }

    @Test
    void refusesAChangeOfATaskThatIsGone() {
        assertThatThrownBy(() -> store.changeTask(spec("wan", "2s"), TaskState.ACTIVE, 1, "bob", NOW))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("wan");
    }

    @Test
    void goesOnWithTheRevisionsOfADeletedTask() throws IOException {
        store.createTask(spec("wan", "2s"), "ann", NOW);
        store.changeTask(spec("wan", "5s"), TaskState.ACTIVE, 1, "bob", NOW);
        assertThat(store.deleteTask("wan", "cay", NOW)).isTrue();
        assertThat(store.deleteTask("wan", "cay", NOW)).isFalse();
        reopen();

        Task again = store.createTask(spec("wan", "2s"), "ann", NOW);

        assertThat(again.revision()).as("the deletion was the third").isEqualTo(4);
        assertThat(again.number()).isEqualTo(2);
    }

    @Test
    void keepsNodesByName() throws IOException {
        NodeReport report = new NodeReport(
                "0.1.0", List.of("10.0.0.1", "2001:db8::1"), Map.of("basic", 862), "boot", true, 1_500L, 0, 3);
        Node sh = new Node("sh", "Shanghai", Map.of("site", "上海", "role", "edge"), NOW, NOW.plusSeconds(1), report);
        Node bj = new Node("bj", "bj", NOW, NOW, null);

        store.saveNode(sh);
        store.saveNode(bj);
        reopen();

        assertThat(store.nodes()).containsExactly(bj, sh);
        assertThat(store.node("sh")).contains(sh);
    }

    @Test
    void replacesANodeThatIsSavedAgain() {
        store.saveNode(new Node("sh", "sh", Map.of("site", "sh"), NOW, NOW, null));
        Node later = new Node("sh", "Shanghai", Map.of("role", "core"), NOW, NOW.plusSeconds(60), null);

        store.saveNode(later);

        assertThat(store.nodes()).containsExactly(later);
        store.saveNode(later.described("Shanghai", Map.of()));
        assertThat(store.node("sh").orElseThrow().labels()).isEmpty();
    }

    @Test
    void removesANodeOnce() {
        store.saveNode(new Node("sh", "sh", NOW, NOW, null));

        assertThat(store.removeNode("sh")).isTrue();
        assertThat(store.removeNode("sh")).isFalse();
        assertThat(store.nodes()).isEmpty();
    }

    @Test
    void keepsATokenUntilItExpires() throws IOException {
        store.addToken(HASH, NOW.plusSeconds(60));
        reopen();

        assertThat(store.hasToken(HASH, NOW.plusSeconds(59))).isTrue();
        assertThat(store.hasToken(HASH, NOW.plusSeconds(59))).isTrue();
        assertThat(store.hasToken(new byte[] {1, 2}, NOW)).isFalse();
        assertThat(store.hasToken(HASH, NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void forgetsATokenThatExpired() {
        store.addToken(HASH, NOW.plusSeconds(60));

        store.hasToken(new byte[] {9}, NOW.plusSeconds(61));

        assertThat(store.hasToken(HASH, NOW)).isFalse();
    }

    @Test
    void prolongsATokenThatIsAddedAgain() {
        store.addToken(HASH, NOW.plusSeconds(60));
        store.addToken(HASH, NOW.plusSeconds(90));

        assertThat(store.hasToken(HASH, NOW.plusSeconds(80))).isTrue();
    }

    @Test
    void keepsTheFirstSecretOfAName() throws IOException {
        String pem = "-----BEGIN KEY-----\nabc=\n";

        assertThat(store.secret("ca", pem)).isEqualTo(pem);
        assertThat(store.secret("ca", "another")).isEqualTo(pem);
        reopen();

        assertThat(store.secret("ca")).contains(pem);
        assertThat(store.secret("tls")).isEmpty();
    }

    @Test
    void letsOnlyOneOfManyChangesThrough() throws Exception {
        store.createTask(spec("wan", "2s"), "ann", NOW);

        List<Boolean> won = inParallel(8, () -> {
            try {
                store.changeTask(spec("wan", "5s"), TaskState.ACTIVE, 1, "bob", NOW);
                return true;
            } catch (ConflictException e) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
        assertThat(store.task("wan").orElseThrow().revision()).isEqualTo(2);
    }

    @Test
    void givesEachOfManyNewTasksItsOwnNumber() throws Exception {
        List<Long> numbers = inParallel(
                8,
                () -> store.createTask(spec("t" + Thread.currentThread().threadId(), "2s"), "ann", NOW)
                        .number());

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 8).boxed().toList());
    }

    @Test
    void canBeClosedTwiceAndSaysSo() {
        store.close();

        assertThatCode(store::close).doesNotThrowAnyException();
        assertThat(store.check().up()).isFalse();
        assertThatThrownBy(store::tasks).hasMessageContaining("closed");
    }

    private static TaskSpec spec(String name, String period) {
        return new TaskSpec(name, null, null, "basic", List.of("sh", "bj"), Family.IPV4, null, null, period, Map.of());
    }

    private void reopen() throws IOException {
        store.close();
        store = open();
    }

    private static <T> List<T> inParallel(int threads, Callable<T> work) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = executor.invokeAll(
                    LongStream.range(0, threads).mapToObj(i -> work).toList());
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
