// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Events events = new Events();

    @Test
    void tellsWhoListensFromThenOn() throws InterruptedException {
        change("wan");
        Listener listener = events.listen(event -> true, null);
        change("lan");
        events.tell(new NodeEvent("bj", NOW, NodeEvent.What.OFFLINE, "last heard then"));

        List<Event> heard = heard(listener);

        assertThat(heard).extracting(Event::id).containsExactly(2L, 3L);
        assertThat(heard).extracting(Event::type).containsExactly(Event.Type.TASK, Event.Type.NODE);
        assertThat(heard).allSatisfy(event -> assertThat(event.json()).doesNotContain("\n"));
        assertThat(Json.read(heard.getFirst().json(), Events.TaskChange.class))
                .isEqualTo(new Events.TaskChange("changed", "lan", 2, "ann", NOW));
    }

    @Test
    void passesOnOnlyWhatIsWanted() throws InterruptedException {
        Listener nodes = events.listen(event -> event.type() == Event.Type.NODE, null);
        Listener lan = events.listen(event -> "lan".equals(event.task()), null);
        Listener run = events.listen(event -> "r1".equals(event.runId()), null);
        change("wan");
        change("lan");
        events.tell(List.of(result("wan", null), result("lan", "r1"), result("lan", "r2")));
        events.tell(new NodeEvent("bj", NOW, NodeEvent.What.JOINED, ""));

        assertThat(heard(nodes)).extracting(Event::id).containsExactly(6L);
        assertThat(heard(lan)).extracting(Event::id).containsExactly(2L, 4L, 5L);
        assertThat(heard(run)).extracting(Event::id).containsExactly(4L);
    }

    @Test
    void givesWhoComesBackWhatWasMissed() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            change("wan");
        }
        Listener back = events.listen(event -> event.id() != 4, 2L);
        change("wan");

        assertThat(heard(back)).extracting(Event::id).containsExactly(3L, 5L, 6L);
        assertThat(heard(events.listen(event -> true, 6L))).isEmpty();
        assertThat(heard(events.listen(event -> true, 4_711L)))
                .as("an id of a controller before this one")
                .isEmpty();
        assertThat(heard(events.listen(event -> true, -1L))).hasSize(6);
    }

    @Test
    void remembersTheNewestThousand() throws InterruptedException {
        for (int i = 0; i < 1_003; i++) {
            change("wan");
        }

        assertThat(heard(events.listen(event -> true, 0L)))
                .extracting(Event::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(4, 1_003).boxed().toList());
    }

    @Test
    void letsGoWhoFallsBehindAndNobodyElse() throws InterruptedException {
        Listener slow = events.listen(event -> true, null);
        Listener other = events.listen(event -> event.id() > 2_000, null);
        for (int i = 0; i < 2_002; i++) {
            change("wan");
        }

        assertThat(slow.isEnded()).isTrue();
        assertThat(heard(slow)).as("what waited is still given").hasSize(2_000);
        assertThat(other.isEnded()).isFalse();
        assertThat(heard(other)).extracting(Event::id).containsExactly(2_001L, 2_002L);
        assertThat(events.check().detail()).isEqualTo("1 listen, 2002 told, 1 let go because they fell behind");
    }

    @Test
    void endsWhoLeavesAndAllWhenClosed() {
        Listener leaves = events.listen(event -> true, null);
        Listener stays = events.listen(event -> true, null);

        events.leave(leaves);
        assertThat(leaves.isEnded()).isTrue();
        assertThat(stays.isEnded()).isFalse();

        events.close();
        assertThat(stays.isEnded()).isTrue();
        assertThatThrownBy(() -> events.listen(event -> true, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the controller is stopping");
    }

    @Test
    void refusesTooManyListenersAndHasRoomOnceOneLeaves() {
        List<Listener> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(events.listen(event -> true, null));
        }
        assertThatThrownBy(() -> events.listen(event -> true, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("500 listen already; come back later");

        events.leave(all.getFirst());

        assertThat(events.listen(event -> true, null).isEnded()).isFalse();
    }

    @Test
    void nothingIsLostOrOutOfOrderWhenManyTell() throws InterruptedException {
        Listener listener = events.listen(event -> true, null);
        try (ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                var _ = tellers.submit(() -> {
                    for (int times = 0; times < 20; times++) {
                        change("wan");
                    }
                });
            }
        }

        assertThat(heard(listener))
                .extracting(Event::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void typesAreReadAsTheyAreWritten() {
        for (Event.Type type : Event.Type.values()) {
            assertThat(Event.Type.of(type.label())).isEqualTo(type);
        }
        assertThatThrownBy(() -> Event.Type.of("TASK"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is none of task, node, result: TASK");
    }

    private void change(String task) {
        events.tell(new Events.TaskChange("changed", task, 2, "ann", NOW));
    }

    private static Result result(String task, @Nullable String runId) {
        return new Result(
                task,
                1,
                runId == null ? 5L : null,
                runId,
                FakeProbeType.SYMMETRIC,
                new Path("sh", "bj", Family.IPV4),
                NOW,
                NOW,
                Duration.ofMillis(3),
                Outcome.MEASURED,
                null,
                false,
                false,
                NOW,
                Values.NONE);
    }

    private static List<Event> heard(Listener listener) throws InterruptedException {
        List<Event> all = new ArrayList<>();
        for (Optional<Event> next = listener.next(Duration.ZERO);
                next.isPresent();
                next = listener.next(Duration.ZERO)) {
            all.add(next.get());
        }
        return all;
    }
}
