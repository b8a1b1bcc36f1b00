// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.plan.Plan;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.probe.AnsweredSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parts all entries among the agents: what each measures, and whom it answers. */
final class AgentPlans {
    /** One order for all controllers, since a plan's revision comes from its text. */
    private static final Comparator<AnsweredSession> BY_ID = Comparator.comparingInt(AnsweredSession::sessionId);

    private AgentPlans() {}

    /**
     * The plan of each node.
     *
     * @param before plans as they stood; one that says the same stays, with its {@code effectiveAt}
     */
    static Map<String, Plan> of(
            List<Node> nodes, List<PlanEntry> entries, Instant effectiveAt, Map<String, Plan> before) {
        Map<String, List<PlanEntry>> own = new HashMap<>();
        Map<String, Map<String, Set<AnsweredSession>>> answers = new HashMap<>();
        for (PlanEntry entry : entries) {
            own.computeIfAbsent(entry.initiator(), node -> new ArrayList<>()).add(entry);
            answers.computeIfAbsent(entry.answerer(), node -> new TreeMap<>())
                    .computeIfAbsent(entry.kind(), kind -> new TreeSet<>(BY_ID))
                    .add(new AnsweredSession(entry.sessionId(), entry.sessionKey()));
        }
        Map<String, Plan> plans = new HashMap<>();
        for (Node node : nodes) {
            List<PlanEntry> measures = own.getOrDefault(node.name(), List.of());
            Map<String, Set<AnsweredSession>> answered = answers.getOrDefault(node.name(), Map.of());
            String revision = revision(measures, answered);
            Plan old = before.get(node.name());
            plans.put(
                    node.name(),
                    old != null && old.revision().equals(revision)
                            ? old
                            : new Plan(revision, effectiveAt, measures, answered));
        }
        return Map.copyOf(plans);
    }

    private static String revision(List<PlanEntry> entries, Map<String, Set<AnsweredSession>> answers) {
        try {
            String content = Json.write(entries) + Json.write(answers);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest)
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
