// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made-up results and promises; times are in seconds. */
final class Made {
    static final int PERIOD_S = 10;

    private Made() {}

    static long ns(double seconds) {
        return Math.round(seconds * Nanos.SECOND);
    }

    /** A measurement of delay from b to a in a round of ten seconds. */
    static Reported basic(long round) {
        return at("basic", round, (double) round * PERIOD_S, 0.5, "measured");
    }

    static Reported missed(long round, String reason) {
        return new Reported(
                "wan",
                1,
                round,
                null,
                "basic",
                "b",
                "a",
                "ipv4",
                ns((double) round * PERIOD_S),
                ns((double) round * PERIOD_S),
                0,
                "missed",
                reason);
    }

    static Reported at(String kind, long round, double plannedS, double lengthS, String outcome) {
        return new Reported(
                "wan", 1, round, null, kind, "b", "a", "ipv4", ns(plannedS), ns(plannedS), ns(lengthS), outcome, "");
    }

    /** A measurement of bandwidth, planned in a round of its own or started by a person. */
    static Reported bandwidth(
            String source, String destination, @Nullable String runId, double startS, double lengthS, String outcome) {
        return new Reported(
                "bw",
                1,
                runId == null ? 0L : null,
                runId,
                "bandwidth",
                source,
                destination,
                "ipv4",
                ns(startS),
                ns(startS),
                ns(lengthS),
                outcome,
                "");
    }

    /** Rounds of {@link #basic}, without some. */
    static List<Reported> rounds(int count, Integer... without) {
        List<Reported> all = new ArrayList<>();
        for (int round = 0; round < count; round++) {
            if (!List.of(without).contains(round)) {
                all.add(basic(round));
            }
        }
        return all;
    }

    /** That a and b are measured. */
    static Promise promise(double fromS, double untilS) {
        return new Promise("wan", 1, "basic", "a", "b", ns(fromS), ns(untilS), ns(PERIOD_S));
    }
}
