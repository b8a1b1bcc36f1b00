// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.Samples;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order, every result is delivered once, in order, and no number twice. */
class SpoolPropertyTest {
    /** What can happen to a spool. */
    enum Step {
        APPEND,
        SEND,
        ACKNOWLEDGE,
        KILL
    }

    @Property(tries = 200)
    void losesNothingAndRepeatsNothing(@ForAll @Size(max = 60) List<Step> steps) throws IOException {
        Path data = Files.createTempDirectory("spool");
        Journey journey = new Journey(data);
        try {
            for (Step step : steps) {
                journey.take(step);
            }
            journey.finish();

            assertThat(journey.delivered).isEqualTo(journey.appended);
        } finally {
            journey.spool.close();
            delete(data);
        }
    }

    private static final class Journey {
        private final SpoolOptions options;
        private final List<Result> appended = new ArrayList<>();
        private final List<Result> delivered = new ArrayList<>();
        private final Set<Long> numbers = new HashSet<>();
        private Spool spool;
        private Optional<Pending> sent = Optional.empty();

        Journey(Path data) throws IOException {
            options = new SpoolOptions(
                    data.resolve("spool"), data.resolve("refused"), data.resolve("damaged"), 4 << 20, Duration.ZERO);
            spool = Spool.open(options, MonotonicClock.SYSTEM);
        }

        void take(Step step) throws IOException {
            switch (step) {
                case APPEND -> {
                    Result result = Samples.result(appended.size());
                    appended.add(result);
                    spool.append(result);
                }
                case SEND -> {
                    Optional<Pending> again = spool.poll();
                    sent.ifPresent(before -> assertThat(again).contains(before));
                    sent = again;
                }
                case ACKNOWLEDGE -> {
                    if (sent.isPresent()) {
                        acknowledge(sent.get());
                    }
                }
                case KILL -> {
                    Spool killed = spool;
                    spool = Spool.open(options, MonotonicClock.SYSTEM);
                    killed.close();
                    if (sent.isPresent()) {
                        assertThat(spool.poll()).isEqualTo(sent);
                    }
                }
            }
        }

        void finish() throws IOException {
            for (Optional<Pending> left = spool.poll(); left.isPresent(); left = spool.poll()) {
                acknowledge(left.get());
            }
        }

        private void acknowledge(Pending batch) {
            assertThat(numbers.add(batch.number())).isTrue();
            delivered.addAll(batch.results());
            spool.acknowledged(batch.number());
            sent = Optional.empty();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
