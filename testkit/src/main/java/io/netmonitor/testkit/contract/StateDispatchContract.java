// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.Dispatch;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link StateStore} keeps of what nodes of the prototype were told. */
public abstract class StateDispatchContract {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00.123456789Z");
    private static final String ONE = "legacy:192.0.2.7";
    private static final String OTHER = "legacy:[2001:db8::7]:5556";

    private StateStore store;

    /** Opens the store; within one test always the same one, empty at first and closed in between. */
    protected abstract StateStore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
        store.createTask(spec("wan"), "ann", NOW);
        store.createTask(spec("lan"), "ann", NOW);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void nobodyWasToldAtFirst() {
        assertThat(store.dispatches(1)).isEmpty();
        assertThat(store.dispatches(4_711)).isEmpty();
    }

    @Test
    void keepsWhoWasToldWhatOfWhichTask() throws IOException {
        Dispatch one = new Dispatch(1, ONE, 1, "b1c0", NOW);
        Dispatch other = new Dispatch(1, OTHER, 2, "b1c1", NOW.plusNanos(1));
        Dispatch ofAnother = new Dispatch(2, ONE, 1, "b1c0", NOW);

        store.saveDispatch(other);
        store.saveDispatch(one);
        store.saveDispatch(ofAnother);
        store.close();
        store = open();

        assertThat(store.dispatches(1)).containsExactly(one, other);
        assertThat(store.dispatches(2)).containsExactly(ofAnother);
    }

    @Test
    void theLastThatANodeWasToldCounts() {
        store.saveDispatch(new Dispatch(1, ONE, 1, "b1c0", NOW));
        Dispatch later = new Dispatch(1, ONE, 3, "ffff", NOW.plusSeconds(5));

        store.saveDispatch(later);

        assertThat(store.dispatches(1)).containsExactly(later);
        store.saveDispatch(later.asOf(4));
        assertThat(store.dispatches(1)).containsExactly(new Dispatch(1, ONE, 4, "ffff", NOW.plusSeconds(5)));
    }

    @Test
    void staysWhenTheTaskIsChanged() {
        Dispatch told = new Dispatch(1, ONE, 1, "b1c0", NOW);
        store.saveDispatch(told);

        store.changeTask(spec("wan"), TaskState.PAUSED, 1, "bob", NOW.plusSeconds(1));

        assertThat(store.dispatches(1)).containsExactly(told);
    }

    @Test
    void goesWithTheTask() {
        store.saveDispatch(new Dispatch(1, ONE, 1, "b1c0", NOW));
        store.saveDispatch(new Dispatch(2, ONE, 1, "b1c0", NOW));

        store.deleteTask("wan", "bob", NOW);
        store.createTask(spec("wan"), "bob", NOW);

        assertThat(store.dispatches(1)).isEmpty();
        assertThat(store.dispatches(2)).hasSize(1);
        assertThat(store.dispatches(3)).as("another task of that name").isEmpty();
    }

    @Test
    void keepsNothingOfATaskThatIsGone() {
        store.deleteTask("wan", "bob", NOW);

        store.saveDispatch(new Dispatch(1, ONE, 1, "b1c0", NOW));

        assertThat(store.dispatches(1)).isEmpty();
    }

    @Test
    void saysThatItIsClosed() {
        store.close();

        assertThatThrownBy(() -> store.dispatches(1)).hasMessageContaining("closed");
        assertThatThrownBy(() -> store.saveDispatch(new Dispatch(1, ONE, 1, "b1c0", NOW)))
                .hasMessageContaining("closed");
    }

    private static TaskSpec spec(String name) {
        return new TaskSpec(name, null, null, "basic", List.of(ONE, OTHER), Family.IPV4, null, null, "2s", Map.of());
    }
}
