// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.churn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws tasks at random. Used by one thread. */
final class Drawing {
    private static final List<String> ALL = List.of("*");

    private final Random random;
    private final List<String> nodes;
    private final boolean quick;

    /**
     * Draws from these nodes.
     *
     * @param quick whether tasks live too short for long periods
     */
    Drawing(Random random, List<String> nodes, boolean quick) {
        this.random = random;
        this.nodes = nodes;
        this.quick = quick;
    }

    Draft basic(String name) {
        String period = pick(List.of("2s", "3s", "5s", "7s"));
        Map<String, Object> settings = Map.of("count", 3 + random.nextInt(5), "interval", "20ms");
        return switch (random.nextInt(4)) {
            case 0 -> mesh(name, "basic", some(4 + random.nextInt(nodes.size() - 3)), period, settings);
            case 1 -> mesh(name, "basic", ALL, "5s", settings);
            case 2 -> hub(name, "basic", nodes.size() / 2, period, settings);
            default -> pairs(name, "basic", period, settings);
        };
    }

    /** Each fits into its period by itself; beside another one some path may find no place. */
    Draft bandwidth(String name) {
        Map<String, Object> settings = Map.of("maxRate", 50_000_000);
        String period = quick ? "30s" : pick(List.of("30s", "1m"));
        int slots = period.equals("30s") ? 6 : 12;
        return switch (random.nextInt(3)) {
            case 0 ->
                quick
                        ? mesh(name, "bandwidth", some(3), period, settings)
                        : mesh(name, "bandwidth", ALL, "5m", settings);
            case 1 -> hub(name, "bandwidth", 2 + random.nextInt(slots / 2 - 2), period, settings);
            default -> pairs(name, "bandwidth", period, settings);
        };
    }

    private static Draft mesh(
            String name, String kind, List<String> members, String period, Map<String, Object> settings) {
        return new Draft(name, kind, members, "mesh", null, List.of(), period, settings);
    }

    private Draft hub(String name, String kind, int members, String period, Map<String, Object> settings) {
        List<String> drawn = some(members + 1);
        return new Draft(
                name, kind, drawn.subList(1, drawn.size()), "hub", drawn.getFirst(), List.of(), period, settings);
    }

    /** Pairs of which none shares a node with another. */
    private Draft pairs(String name, String kind, String period, Map<String, Object> settings) {
        List<String> drawn = some(nodes.size());
        List<List<String>> pairs = new ArrayList<>();
        int count = nodes.size() / 4 + random.nextInt(nodes.size() / 4 + 1);
        for (int i = 0; i < count; i++) {
            pairs.add(List.of(drawn.get(2 * i), drawn.get(2 * i + 1)));
        }
        return new Draft(name, kind, List.of(), "pairs", null, pairs, period, settings);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private List<String> some(int count) {
        List<String> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, count));
    }
}
