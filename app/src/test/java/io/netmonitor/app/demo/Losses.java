// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Packets of results, summed by the way they went: from one site to another. Rounds that the host disturbed are left out: it was late
 * to start one or to take its replies, or the other end did not know of it yet.
 */
final class Losses {
    private final Map<String, long[]> byWay = new TreeMap<>();

    Losses(JsonNode results) {
        for (JsonNode result : results) {
            if (isDisturbed(result)) {
                continue;
            }
            String source = result.path("source").asString("");
            String destination = result.path("destination").asString("");
            long arrived = result.path("arrived").asLong(0);
            add(source + ">" + destination, result.path("sent").asLong(), arrived);
            add(destination + ">" + source, arrived, result.path("returned").asLong(0));
        }
    }

    private static boolean isDisturbed(JsonNode result) {
        return !result.path("outcome").asString("").equals("measured")
                || result.path("overlapsTrain").asBoolean(false)
                || result.path("late").asBoolean(false)
                || result.path("lateReplies").asLong(0) > 0;
    }

    Iterable<String> ways() {
        return byWay.keySet();
    }

    long sent(String way) {
        return count(way)[0];
    }

    long lost(String way) {
        return count(way)[0] - count(way)[1];
    }

    private long[] count(String way) {
        return byWay.computeIfAbsent(way, key -> new long[2]);
    }

    private void add(String way, long sent, long arrived) {
        long[] count = count(way);
        count[0] += sent;
        count[1] += arrived;
    }
}
