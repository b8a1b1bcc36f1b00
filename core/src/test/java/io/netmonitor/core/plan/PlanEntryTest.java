// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.probe.SessionKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanEntryTest {
    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");
    private static final Path PATH = new Path("sh", "bj", Family.IPV6);

    /** As version 0.1.0 wrote it, before entries had slots and could be reversed. */
    private static final String FIRST_VERSION = "{\"task\":\"wan\",\"revision\":3,\"kind\":\"basic\","
            + "\"path\":{\"source\":\"sh\",\"destination\":\"bj\",\"family\":\"ipv6\"},"
            + "\"address\":\"2001:db8::1\",\"port\":862,\"startAt\":\"2026-11-22T11:00:00.000000000Z\","
            + "\"periodNs\":2000000000,\"offsetNs\":500000000,\"sessionId\":7,\"settings\":{\"count\":20}}";

    @Test
    void readsBackAllThatItCanHave() {
        PlanEntry entry = entry(true, "run-1", START.plusSeconds(60), 5_000_000_000L);

        PlanEntry read = Json.read(Json.write(entry), PlanEntry.class);

        assertThat(read).isEqualTo(entry);
        assertThat(read.reverse()).isTrue();
        assertThat(read.runId()).isEqualTo("run-1");
        assertThat(read.notBefore()).isEqualTo(START.plusSeconds(60));
        assertThat(read.slotNs()).isEqualTo(5_000_000_000L);
        assertThat(Json.read(Json.write(entry(false, null, null, 0)), PlanEntry.class))
                .isEqualTo(entry(false, null, null, 0));
    }

    /** An agent that is replaced by a newer one measures on by the plan that it finds on disk. */
    @Test
    void readsWhatTheVersionBeforeWrote() {
        PlanEntry entry = Json.read(FIRST_VERSION, PlanEntry.class);

        assertThat(entry)
                .isEqualTo(new PlanEntry(
                        "wan",
                        3,
                        "basic",
                        PATH,
                        "2001:db8::1",
                        862,
                        START,
                        null,
                        2_000_000_000L,
                        500_000_000L,
                        7,
                        null,
                        null,
                        Map.of("count", 20)));
        assertThat(entry.reverse()).isFalse();
        assertThat(entry.slotNs()).isZero();
        assertThat(entry.runId()).isNull();
        assertThat(entry.notBefore()).isNull();
    }

    @Test
    void isStartedFromItsSourceUnlessReversed() {
        PlanEntry forward = entry(false, null, null, 0);
        PlanEntry reversed = entry(true, null, null, 0);

        assertThat(forward.initiator()).isEqualTo("sh");
        assertThat(forward.answerer()).isEqualTo("bj");
        assertThat(reversed.initiator()).isEqualTo("bj");
        assertThat(reversed.answerer()).isEqualTo("sh");
    }

    @Test
    void aRunThatAPersonStartedIsNobodyElses() {
        PlanEntry planned = entry(false, null, null, 0);
        PlanEntry run = entry(false, "run-1", null, 0);

        assertThat(run.key()).isNotEqualTo(planned.key());
        assertThat(run.key()).isEqualTo(entry(true, "run-1", START, 5).key());
        assertThat(run.key()).isNotEqualTo(entry(false, "run-2", null, 0).key());
    }

    @Test
    void sortsItsSettingsSoThatEqualEntriesAreEqualText() {
        assertThat(Json.write(entry(false, null, null, 0)))
                .contains("\"settings\":{\"count\":20,\"exact\":true,\"interval\":\"20ms\"}");
    }

    private static PlanEntry entry(boolean reverse, @Nullable String runId, @Nullable Instant notBefore, long slotNs) {
        return new PlanEntry(
                "wan",
                3,
                runId,
                "bandwidth",
                PATH,
                reverse,
                null,
                "reflector.example",
                8_621,
                START,
                START.plusSeconds(3_600),
                30_000_000_000L,
                10_000_000_000L,
                notBefore,
                slotNs,
                0,
                "6f1c2d0e-7a44-4b0e-9a37-0d6a5d1f9e10",
                SessionKey.of(new byte[32]),
                Map.of("interval", "20ms", "count", 20, "exact", true));
    }
}
