// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Whether the first packet of a session, from another host to a UDP port of this one, meets a condition of a rule. What
 * depends on more than that, such as who sends, is left open.
 *
 * @param port UDP port to which it goes
 */
record NftMatch(int port) {
    /** Whether a condition is met. */
    enum Answer {
        YES,
        NO,
        MAYBE;

        Answer and(Answer other) {
            if (this == NO || other == NO) {
                return NO;
            }
            return this == YES ? other : this;
        }

        private Answer not() {
            return switch (this) {
                case YES -> NO;
                case NO -> YES;
                case MAYBE -> MAYBE;
            };
        }
    }

    /** The answer to a {@code match} statement. */
    Answer of(JsonNode match) {
        JsonNode left = match.path("left");
        JsonNode right = match.path("right");
        return switch (match.path("op").asString("")) {
            case "==", "in" -> equal(left, right);
            // Another protocol's field is missing rather than different, so the condition fails as well.
            case "!=" -> otherProtocol(left) ? Answer.NO : equal(left, right).not();
            default -> otherProtocol(left) ? Answer.NO : Answer.MAYBE;
        };
    }

    /** Whether a key has a value, or one of a set. */
    Answer equal(JsonNode key, JsonNode value) {
        if (otherProtocol(key)) {
            return Answer.NO;
        }
        if (key.path("payload").path("field").asString("").equals("dport")) {
            return contains(value);
        }
        String metaKey = key.path("meta").path("key").asString("");
        return switch (metaKey) {
            case "l4proto" -> word(value, "udp");
            // From another host, so never through loopback; through which interface else is not known.
            case "iif", "iifname" -> value.asString("").equals("lo") ? Answer.NO : Answer.MAYBE;
            default -> key.path("ct").path("key").asString("").equals("state") ? word(value, "new") : Answer.MAYBE;
        };
    }

    private static boolean otherProtocol(JsonNode key) {
        return switch (key.path("payload").path("protocol").asString("")) {
            case "tcp", "icmp", "icmpv6", "sctp", "dccp", "udplite", "esp", "ah", "igmp" -> true;
            default -> false;
        };
    }

    private Answer contains(JsonNode value) {
        if (value.has("set")) {
            return any(value.path("set"), this::contains);
        }
        if (value.has("range")) {
            JsonNode range = value.path("range");
            return sure(range.path(0).asInt(0x10000) <= port
                    && port <= range.path(1).asInt(0));
        }
        return value.isNumber() ? sure(value.asInt() == port) : Answer.MAYBE;
    }

    private static Answer word(JsonNode value, String word) {
        if (value.has("set")) {
            return any(value.path("set"), element -> word(element, word));
        }
        if (value.isArray()) {
            return any(value, element -> word(element, word));
        }
        // Numbers and names of sets ("@known") are not looked up.
        boolean plain = value.isString() && !value.asString().startsWith("@");
        return plain ? sure(value.asString().equals(word)) : Answer.MAYBE;
    }

    private static Answer any(JsonNode elements, Function<JsonNode, Answer> condition) {
        Answer answer = Answer.NO;
        for (JsonNode element : elements) {
            Answer one = condition.apply(element);
            if (one == Answer.YES) {
                return Answer.YES;
            }
            answer = one == Answer.MAYBE ? one : answer;
        }
        return answer;
    }

    private static Answer sure(boolean met) {
        return met ? Answer.YES : Answer.NO;
    }
}
