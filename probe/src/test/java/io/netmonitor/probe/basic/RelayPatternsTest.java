// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.fault.Faults;
import io.netmonitor.testkit.fault.FaultyRelay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Copies and overtaking by many patterns, in both directions at once: each is counted exactly, where it happened, and nothing passes
 * for loss.
 */
final class RelayPatternsTest {
    private static final int COUNT = 24;
    /** The last ones are left alone, since a packet is overtaken only if another one follows. */
    private static final int TOUCHED = COUNT - 2;

    private static final int PATTERNS = 8;

    private final BasicProbeType type = new BasicProbeType();

    @ParameterizedTest
    @ValueSource(strings = {"copies", "overtaking", "both"})
    void isCountedExactlyWhereItHappened(String what) throws Exception {
        boolean copies = !what.equals("overtaking");
        boolean overtaking = !what.equals("copies");
        for (int seed = 0; seed < PATTERNS; seed++) {
            Random random = new Random(seed);
            Pattern forward = Pattern.of(random, copies, overtaking);
            Pattern backward = Pattern.of(random, copies, overtaking);

            Values values = through(forward.faults(), backward.faults());

            String pattern = what + ", forward " + forward + ", backward " + backward;
            assertThat(values.whole("arrived")).as(pattern).hasValue(COUNT);
            assertThat(values.whole("returned")).as(pattern).hasValue(COUNT);
            assertThat(values.number("forward.loss")).as(pattern).hasValue(0);
            assertThat(values.number("backward.loss")).as(pattern).hasValue(0);
            forward.assertFound(values, "forward", pattern);
            backward.assertFound(values, "backward", pattern);
        }
    }

    private Values through(Faults forward, Faults backward) throws IOException, InterruptedException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Settings settings = Settings.read(
                type.description().settings(), Map.of("count", (long) COUNT, "interval", "1ms", "lossTimeout", "5s"));
        try (Responder responder = type.respond(new ResponderOptions(anyPort));
                FaultyRelay relay = FaultyRelay.to(responder.address(), forward, backward)) {
            return type.create(settings)
                    .measure(new Session(relay.address(), 3, Instant.EPOCH, null))
                    .values();
        }
    }

    /**
     * What a relay does in one direction.
     *
     * @param copied packets that go out twice
     * @param overtaken packets that are held until the next one has gone out
     */
    private record Pattern(Set<Integer> copied, Set<Integer> overtaken) {
        static Pattern of(Random random, boolean copies, boolean overtaking) {
            Pattern pattern = new Pattern(new TreeSet<>(), new TreeSet<>());
            for (int n = 0; n < TOUCHED; n++) {
                boolean free = !pattern.overtaken.contains(n - 1);
                if (overtaking && free && random.nextInt(4) == 0) {
                    pattern.overtaken.add(n);
                } else if (copies && random.nextInt(4) == 0) {
                    pattern.copied.add(n);
                }
            }
            return pattern;
        }

        Faults faults() {
            return Faults.NONE.duplicating(copied.toArray(Integer[]::new)).swapping(overtaken.toArray(Integer[]::new));
        }

        void assertFound(Values values, String direction, String pattern) {
            assertThat(values.whole(direction + ".duplicated")).as(pattern).hasValue(copied.size());
            assertThat(values.whole(direction + ".reordered")).as(pattern).hasValue(overtaken.size());
        }
    }
}
