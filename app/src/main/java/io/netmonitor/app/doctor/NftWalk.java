// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.doctor.NftMatch.Answer;
import io.netmonitor.app.doctor.NftRules.Door;
import io.netmonitor.app.doctor.NftRules.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Walks the first packet of a STAMP session through rules, on every way that it may take: where a condition is left open,
 * on both. Used by one thread.
 */
final class NftWalk {
    /** Where a way may end. */
    enum End {
        ACCEPTED,
        DROPPED,
        /** At the end of a chain, or back from it by {@code return}. */
        RETURNED
    }

    /** The kernel allows 16 jumps within each other (NFT_JUMP_STACK_SIZE). */
    private static final int DEEPEST = 16;

    private final NftRules rules;
    private final NftMatch packet;

    NftWalk(NftRules rules, int port) {
        this.rules = rules;
        this.packet = new NftMatch(port);
    }

    /** Whether this door may let the packet in, may drop it, or both. */
    Set<End> ends(Door door) {
        Set<End> ends = through(door.place(), DEEPEST);
        if (ends.remove(End.RETURNED)) {
            ends.add(door.policy().equals("drop") ? End.DROPPED : End.ACCEPTED);
        }
        return ends;
    }

    private Set<End> through(Place chain, int deepest) {
        if (deepest == 0) {
            return EnumSet.allOf(End.class);
        }
        Set<End> ends = EnumSet.noneOf(End.class);
        for (List<JsonNode> rule : rules.of(chain)) {
            Step step = step(rule, chain, deepest);
            ends.addAll(step.ends());
            if (!step.goesOn()) {
                return ends;
            }
        }
        ends.add(End.RETURNED);
        return ends;
    }

    private Step step(List<JsonNode> rule, Place chain, int deepest) {
        Answer met = Answer.YES;
        for (JsonNode statement : rule) {
            if (statement.has("match")) {
                met = met.and(packet.of(statement.path("match")));
            } else if (statement.has("limit") || statement.has("xt") || statement.has("quota")) {
                met = met.and(Answer.MAYBE);
            }
            if (met == Answer.NO) {
                return Step.PAST;
            }
            if (statement.has("vmap")) {
                return choice(statement.path("vmap"), chain, deepest).when(met);
            }
            Optional<Step> done = done(statement, chain, deepest);
            if (done.isPresent()) {
                return done.get().when(met);
            }
        }
        return Step.PAST;
    }

    /** What a statement does with the packet; nothing when it only counts or logs. */
    private Optional<Step> done(JsonNode statement, Place chain, int deepest) {
        if (statement.has("accept")) {
            return Optional.of(Step.end(End.ACCEPTED));
        }
        if (statement.has("drop") || statement.has("reject")) {
            return Optional.of(Step.end(End.DROPPED));
        }
        if (statement.has("return")) {
            return Optional.of(Step.end(End.RETURNED));
        }
        if (statement.has("queue")) {
            return Optional.of(new Step(EnumSet.of(End.ACCEPTED, End.DROPPED), false));
        }
        if (statement.has("goto")) {
            return Optional.of(new Step(through(target(statement.path("goto"), chain), deepest - 1), false));
        }
        if (statement.has("jump")) {
            Set<End> ends = through(target(statement.path("jump"), chain), deepest - 1);
            return Optional.of(new Step(ends, ends.remove(End.RETURNED)));
        }
        return Optional.empty();
    }

    private static Place target(JsonNode jump, Place chain) {
        return chain.beside(jump.path("target").asString(""));
    }

    /** A verdict map: the first element that is met decides; which those of a named map are is not looked up. */
    private Step choice(JsonNode map, Place chain, int deepest) {
        JsonNode elements = map.path("data").path("set");
        if (!elements.isArray()) {
            return new Step(EnumSet.of(End.ACCEPTED, End.DROPPED), true);
        }
        Set<End> ends = EnumSet.noneOf(End.class);
        boolean goesOn = true;
        for (JsonNode element : elements) {
            Answer met = packet.equal(map.path("key"), element.path(0));
            if (met != Answer.NO) {
                Step step =
                        done(element.path(1), chain, deepest).orElse(Step.PAST).when(met);
                ends.addAll(step.ends());
                goesOn = step.goesOn();
            }
            if (met == Answer.YES) {
                break;
            }
        }
        return new Step(ends, goesOn);
    }

    /**
     * What a rule does.
     *
     * @param ends where ways end in it
     * @param goesOn whether a way leads to the next rule
     */
    private record Step(Set<End> ends, boolean goesOn) {
        static final Step PAST = new Step(Set.of(), true);

        static Step end(End end) {
            return new Step(EnumSet.of(end), false);
        }

        Step when(Answer met) {
            return met == Answer.YES ? this : new Step(ends, true);
        }
    }
}
