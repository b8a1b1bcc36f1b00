// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.core.Health;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.AnsweredSession;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Probe;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Setting;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import io.netmonitor.core.probe.Unit;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Values;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures nothing, at once and on time; or holds until it is released, or fails, as its settings say. */
public final class FakeProbeType implements ProbeType {
    public static final String NAME = "fake";

    private final WallClock clock;
    private final Queue<Session> sessions = new ConcurrentLinkedQueue<>();
    private final Semaphore released = new Semaphore(0);
    private volatile @Nullable Set<Integer> answered;

    public FakeProbeType(WallClock clock) {
        this.clock = clock;
    }

    public Extensions extensions() {
        return new Extensions(List.of(this));
    }

    /** Every session asked for so far. */
    public List<Session> sessions() {
        return List.copyOf(sessions);
    }

    /** Lets one held measurement end. */
    public void release() {
        released.release();
    }

    /** The sessions that are answered; null until the answering side was told. */
    public @Nullable Set<Integer> answered() {
        return answered;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProbeDescription description() {
        return new ProbeDescription(
                "Fake",
                true,
                9999,
                List.of(
                        Setting.whole("held", "Held", Unit.NONE, 0, 0, 1, "Whether to wait for the test"),
                        new Setting("error", "Error", Setting.Type.TEXT, Unit.NONE, "", 0, 2000, "What to fail with")),
                List.of(),
                List.of());
    }

    @Override
    public Traffic traffic(Settings settings, Family family) {
        return new Traffic(1_000, 1_000, 1_000_000, true);
    }

    @Override
    public Probe create(Settings settings) {
        return session -> {
            sessions.add(session);
            if (!settings.text("error").isEmpty()) {
                throw new IOException(settings.text("error"));
            }
            if (settings.whole("held") == 1) {
                released.acquire();
            }
            Instant now = clock.now();
            Instant started = now.isBefore(session.startAt()) ? session.startAt() : now;
            Values values = Values.builder().put("sent", 1).build();
            return new Measurement(started, Duration.ofMillis(1), Outcome.MEASURED, null, values);
        };
    }

    /** Sessions of these ids, without keys. */
    public static Set<AnsweredSession> sessions(Integer... ids) {
        return Stream.of(ids).map(id -> new AnsweredSession(id, null)).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Responder respond(ResponderOptions options) throws IOException {
        return new Responder() {
            @Override
            public InetSocketAddress address() {
                InetAddress address = options.listen().getAddress();
                return new InetSocketAddress(
                        address,
                        options.listen().getPort() == 0
                                ? 9999
                                : options.listen().getPort());
            }

            @Override
            public void answerOnly(Set<AnsweredSession> sessions) {
                answered = sessions.stream().map(AnsweredSession::sessionId).collect(Collectors.toUnmodifiableSet());
            }

            @Override
            public Health check() {
                return Health.up("answers");
            }

            @Override
            public void close() {}
        };
    }
}
