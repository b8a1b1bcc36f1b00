// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.node.NodeEvent.What;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.Spot;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import io.netmonitor.core.task.TaskState;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link StateStore} keeps of the past: revisions, placements, events. */
public abstract class StateHistoryContract {
    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00.123456789Z");
    private static final Instant LATER = NOW.plusSeconds(100);
    private static final Instant FAR = NOW.plusSeconds(100_000);

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
    void hasNoPastAtFirst() {
        assertThat(store.revisions("wan")).isEmpty();
        assertThat(since(store, Instant.EPOCH)).isEmpty();
        assertThat(store.placements("wan", Instant.EPOCH, FAR)).isEmpty();
        assertThat(store.events("sh", Instant.EPOCH, FAR)).isEmpty();
    }

    @Test
    void tellsWhoDidWhatToATaskWhen() throws IOException {
        store.createTask(spec("wan", "2s"), "ann", NOW);
        store.changeTask(spec("wan", "5s"), TaskState.ACTIVE, 1, "bob", NOW.plusSeconds(1));
        store.changeTask(spec("wan", "5s"), TaskState.PAUSED, 2, "cay", NOW.plusSeconds(2));
        store.changeTask(spec("wan", "9s"), TaskState.ACTIVE, 3, "李", NOW.plusSeconds(3));
        store.changeTask(spec("wan", "9s"), TaskState.ENDED, 4, "", NOW.plusSeconds(4));
        reopen();

        assertThat(store.revisions("wan"))
                .containsExactly(
                        revision(1, 1, "created", "ann", NOW, TaskState.ACTIVE, "2s"),
                        revision(1, 2, "changed", "bob", NOW.plusSeconds(1), TaskState.ACTIVE, "5s"),
                        revision(1, 3, "paused", "cay", NOW.plusSeconds(2), TaskState.PAUSED, "5s"),
                        revision(1, 4, "resumed", "李", NOW.plusSeconds(3), TaskState.ACTIVE, "9s"),
                        revision(1, 5, "ended", "", NOW.plusSeconds(4), TaskState.ENDED, "9s"));
    }

    @Test
    void theDeletionIsTheLastRevisionOfATask() throws IOException {
        store.createTask(spec("wan", "2s"), "ann", NOW);

        store.deleteTask("wan", "bob", LATER);
        store.deleteTask("wan", "cay", FAR);
        reopen();

        assertThat(store.task("wan")).isEmpty();
        assertThat(store.revisions("wan"))
                .containsExactly(
                        revision(1, 1, "created", "ann", NOW, TaskState.ACTIVE, "2s"),
                        revision(1, 2, TaskRevision.DELETED, "bob", LATER, TaskState.ENDED, "2s"));
    }

    @Test
    void aNameThatIsUsedAgainHasTwoLives() {
        store.createTask(spec("wan", "2s"), "ann", NOW);
        store.createTask(spec("other", "2s"), "ann", NOW);
        store.deleteTask("wan", "bob", LATER);
        store.createTask(spec("wan", "7s"), "cay", FAR);

        assertThat(store.revisions("wan"))
                .containsExactly(
                        revision(1, 1, "created", "ann", NOW, TaskState.ACTIVE, "2s"),
                        revision(1, 2, TaskRevision.DELETED, "bob", LATER, TaskState.ENDED, "2s"),
                        revision(3, 3, "created", "cay", FAR, TaskState.ACTIVE, "7s"));
        assertThat(store.revisions("other")).hasSize(1);
    }

    @Test
    void aChangeThatIsRefusedIsNoRevision() {
        store.createTask(spec("wan", "2s"), "ann", NOW);

        assertThatThrownBy(() -> store.changeTask(spec("wan", "5s"), TaskState.ACTIVE, 7, "bob", LATER))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> store.createTask(spec("wan", "5s"), "bob", LATER))
                .isInstanceOf(ConflictException.class);

        assertThat(store.revisions("wan")).hasSize(1);
    }

    @Test
    void keepsPlacementsAsTheyAre() throws IOException {
        Placement placement = placement(
                "上海–北京",
                1,
                3,
                NOW,
                List.of(
                        new Spot("sh", "bj", false, 5_000_000_000L, null, null),
                        new Spot("bj", "sh", true, 0L, NOW.plusNanos(1), null),
                        new Spot("sh", "gz", false, null, null, "gz has no address of family ipv6")));

        store.savePlacements(List.of(placement));
        reopen();

        assertThat(since(store, NOW)).containsExactly(placement);
        assertThat(store.placements("上海–北京", NOW, LATER)).containsExactly(placement);
    }

    @Test
    void tellsThePlacementInForceAtAnInstantAndAllThatCameAfterIt() {
        Placement first = placement("wan", 1, NOW);
        Placement second = placement("wan", 1, NOW.plusSeconds(10));
        Placement third = placement("wan", 1, NOW.plusSeconds(20));
        Placement other = placement("lan", 2, NOW.plusSeconds(15));
        store.savePlacements(List.of(third, other, first));
        store.savePlacements(List.of(second));

        assertThat(since(store, Instant.EPOCH)).containsExactly(first, second, other, third);
        assertThat(since(store, NOW)).containsExactly(first, second, other, third);
        assertThat(since(store, NOW.plusSeconds(10).minusNanos(1))).containsExactly(first, second, other, third);
        assertThat(since(store, NOW.plusSeconds(10))).containsExactly(second, other, third);
        assertThat(since(store, NOW.plusSeconds(17))).containsExactly(second, other, third);
        assertThat(since(store, NOW.plusSeconds(20))).containsExactly(other, third);
        assertThat(since(store, FAR)).containsExactly(other, third);
    }

    @Test
    void tellsThePlacementsOfATaskFromOneInstantUpToAnother() {
        Placement first = placement("wan", 1, NOW);
        Placement second = placement("wan", 1, NOW.plusSeconds(10));
        Placement third = placement("wan", 1, NOW.plusSeconds(20));
        store.savePlacements(List.of(first, second, third, placement("lan", 2, NOW.plusSeconds(5))));

        assertThat(store.placements("wan", Instant.EPOCH, NOW)).isEmpty();
        assertThat(store.placements("wan", Instant.EPOCH, NOW.plusNanos(1))).containsExactly(first);
        assertThat(store.placements("wan", NOW.plusSeconds(5), NOW.plusSeconds(10)))
                .containsExactly(first);
        assertThat(store.placements("wan", NOW.plusSeconds(5), NOW.plusSeconds(15)))
                .containsExactly(first, second);
        assertThat(store.placements("wan", NOW.plusSeconds(10), NOW.plusSeconds(15)))
                .containsExactly(second);
        assertThat(store.placements("wan", NOW.plusSeconds(30), FAR)).containsExactly(third);
        assertThat(store.placements("Wan", Instant.EPOCH, FAR)).isEmpty();
    }

    @Test
    void aPlacementTakesThePlaceOfTheOneAtTheSameInstant() throws IOException {
        Placement first = placement("wan", 1, NOW);
        Placement instead = placement("wan", 1, 9, NOW, List.of());
        store.savePlacements(List.of(first));

        store.savePlacements(List.of(instead));
        reopen();

        assertThat(since(store, NOW)).containsExactly(instead);
    }

    @Test
    void bothLivesOfANameHavePlacementsOfTheirOwn() {
        Placement first = placement("wan", 1, NOW);
        Placement gone = placement("wan", 1, 2, LATER, List.of());
        Placement again = placement("wan", 3, LATER);
        store.savePlacements(List.of(first, gone, again));

        assertThat(store.placements("wan", NOW, FAR)).containsExactly(first, gone, again);
        assertThat(store.placements("wan", NOW, LATER)).containsExactly(first);
        assertThat(since(store, LATER)).containsExactly(gone, again);
    }

    @Test
    void savesNothingWhenThereIsNothingToSave() {
        store.savePlacements(List.of());

        assertThat(since(store, Instant.EPOCH)).isEmpty();
    }

    @Test
    void keepsTheSpotsOfAMeshOfManyNodes() throws IOException {
        List<Spot> spots = IntStream.range(0, 20_000)
                .mapToObj(i -> new Spot("node-" + i / 200, "node-" + i % 200, false, i * 1_000_003L, null, null))
                .toList();
        Placement placement = placement("wan", 1, 1, NOW, spots);

        store.savePlacements(List.of(placement));
        reopen();

        assertThat(since(store, NOW)).containsExactly(placement);
    }

    @Test
    void tellsWhatHappenedToANode() throws IOException {
        NodeEvent joined = event("sh", NOW, What.JOINED, "");
        NodeEvent started = event("sh", NOW.plusSeconds(1), What.STARTED, "version 0.2.0; 'x'");
        NodeEvent offline = event("sh", NOW.plusSeconds(2), What.OFFLINE, "没有消息");
        List.of(offline, joined, event("bj", NOW, What.REMOVED, ""), started).forEach(store::note);
        reopen();

        assertThat(store.events("sh", NOW, FAR)).containsExactly(joined, started, offline);
        assertThat(store.events("sh", Instant.EPOCH, NOW.plusSeconds(2))).containsExactly(joined, started);
        assertThat(store.events("sh", Instant.EPOCH, NOW)).isEmpty();
        assertThat(store.events("gz", Instant.EPOCH, FAR)).isEmpty();
    }

    @Test
    void tellsTheLastThingBeforeToo() {
        NodeEvent joined = event("sh", NOW, What.JOINED, "");
        NodeEvent offline = event("sh", NOW.plusSeconds(10), What.OFFLINE, "");
        NodeEvent online = event("sh", NOW.plusSeconds(20), What.ONLINE, "");
        List.of(joined, offline, online).forEach(store::note);

        assertThat(store.events("sh", NOW.plusSeconds(15), FAR)).containsExactly(offline, online);
        assertThat(store.events("sh", NOW.plusSeconds(12), NOW.plusSeconds(18))).containsExactly(offline);
        assertThat(store.events("sh", NOW.plusSeconds(20), FAR)).containsExactly(offline, online);
        assertThat(store.events("sh", NOW.plusSeconds(20).plusNanos(1), FAR)).containsExactly(online);
    }

    @Test
    void whatHappenedAtTheSameInstantIsToldInTheOrderInWhichItWasNoted() {
        NodeEvent joined = event("sh", NOW, What.JOINED, "");
        NodeEvent started = event("sh", NOW, What.STARTED, "");
        NodeEvent dropped = event("sh", NOW, What.DROPPED, "3 results");
        List.of(joined, started, dropped).forEach(store::note);

        assertThat(store.events("sh", NOW, FAR)).containsExactly(joined, started, dropped);
        assertThat(store.events("sh", LATER, FAR))
                .as("the last thing before is one thing")
                .containsExactly(dropped);
    }

    @Test
    void theSameThingMayHappenTwice() {
        NodeEvent dropped = event("sh", NOW, What.DROPPED, "3 results");
        store.note(dropped);
        store.note(dropped);

        assertThat(store.events("sh", NOW, FAR)).containsExactly(dropped, dropped);
    }

    @Test
    void whatHappenedToANodeStaysWhenItIsRemoved() {
        NodeEvent removed = event("sh", NOW, What.REMOVED, "by ann");
        store.note(removed);

        store.removeNode("sh");

        assertThat(store.events("sh", NOW, FAR)).containsExactly(removed);
    }

    private static TaskSpec spec(String name, String period) {
        return new TaskSpec(name, null, null, "basic", List.of("sh", "bj"), Family.IPV4, null, null, period, Map.of());
    }

    private static TaskRevision revision(
            long number, int revision, String change, String by, Instant at, TaskState state, String period) {
        return new TaskRevision(number, revision, change, by, at, state, spec("wan", period));
    }

    private static Placement placement(String task, long number, Instant from) {
        return placement(task, number, 1, from, List.of(new Spot("sh", "bj", false, from.toEpochMilli(), null, null)));
    }

    private static NodeEvent event(String node, Instant at, What what, String detail) {
        return new NodeEvent(node, at, what, detail);
    }

    private void reopen() throws IOException {
        store.close();
        store = open();
    }

    private static Placement placement(String task, long number, int revision, Instant from, List<Spot> spots) {
        return new Placement(task, number, revision, "bandwidth", Family.IPV6, NOW, null, 30_000_000_000L, from, spots);
    }

    private static List<Placement> since(StateStore store, Instant from) {
        List<Placement> all = new ArrayList<>();
        store.placements(from, all::add);
        return all;
    }
}
