// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.node.Node;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.task.Member;
import io.netmonitor.core.task.TaskSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a node of the prototype is told of a task's members: texts that it can connect to. A node of ours is its address, where
 * the task does not say otherwise. Immutable.
 */
public final class Listing {
    private final Roster roster;

    Listing(Roster roster) {
        this.roster = roster;
    }

    /** Of these nodes. */
    public Listing(Collection<Node> nodes) {
        this(new Roster(nodes));
    }

    /** A member's text; its name where it has no address yet. */
    String of(TaskSpec spec, String member) {
        if (spec.listedAs().containsKey(member) || Member.isForeign(member)) {
            return spec.listedAs(member);
        }
        return roster.node(member)
                .flatMap(node -> node.address(spec.family()))
                .map(AddressText::of)
                .orElse(member);
    }

    /** The members that a node of the prototype can measure, in the order of their names: the text of each. */
    public Map<String, String> of(TaskSpec spec) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String member : roster.members(spec)) {
            if (!Member.isForeign(member) || Member.speaksPerfTrace(member)) {
                texts.put(member, of(spec, member));
            }
        }
        return texts;
    }
}
