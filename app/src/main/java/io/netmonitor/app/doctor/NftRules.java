// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.core.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A host's nftables rules, as far as they decide whether packets that arrive are let in; from {@code nft -j list ruleset},
 * libnftables-json(5). Safe for use by many threads.
 */
final class NftRules {
    /** Where packets pass on their way in. Families arp and bridge carry others. */
    private static final Set<String> HOOKS = Set.of("ingress", "prerouting", "input");

    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "netdev");

    private final Map<Place, List<List<JsonNode>>> rules = new HashMap<>();
    private final List<Door> doors = new ArrayList<>();

    private NftRules() {}

    /**
     * Reads what nft printed.
     *
     * @throws io.netmonitor.core.InvalidInputException when it is no JSON
     */
    static NftRules read(String json) {
        NftRules all = new NftRules();
        for (JsonNode item : Json.read(json, JsonNode.class).path("nftables")) {
            JsonNode chain = item.path("chain");
            if (HOOKS.contains(chain.path("hook").asString(""))
                    && chain.path("type").asString("").equals("filter")) {
                Place place = Place.of(chain, "name");
                if (FAMILIES.contains(place.family())) {
                    all.doors.add(new Door(place, chain.path("policy").asString("accept")));
                }
            }
            if (item.has("rule")) {
                JsonNode rule = item.path("rule");
                List<JsonNode> statements = new ArrayList<>();
                rule.path("expr").forEach(statements::add);
                all.rules
                        .computeIfAbsent(Place.of(rule, "chain"), _ -> new ArrayList<>())
                        .add(statements);
            }
        }
        return all;
    }

    /** The chains through which packets come in, in the order in which nft lists them. */
    List<Door> doors() {
        return doors;
    }

    /** The rules of a chain, each a list of matches and what is done; none when there is no such chain. */
    List<List<JsonNode>> of(Place chain) {
        return rules.getOrDefault(chain, List.of());
    }

    /** A chain that the kernel asks, and what it does with packets of which no rule speaks. */
    record Door(Place place, String policy) {}

    /** A chain; prints as nft wants it in commands. */
    record Place(String family, String table, String chain) {
        private static Place of(JsonNode node, String chainField) {
            return new Place(text(node, "family"), text(node, "table"), text(node, chainField));
        }

        /** Another chain of the same table. */
        Place beside(String other) {
            return new Place(family, table, other);
        }

        @Override
        public String toString() {
            return family + " " + table + " " + chain;
        }

        private static String text(JsonNode node, String field) {
            return node.path(field).asString("");
        }
    }
}
