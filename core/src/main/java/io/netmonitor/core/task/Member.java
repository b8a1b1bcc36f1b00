// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import io.netmonitor.core.node.Labels;
import io.netmonitor.core.node.NodeName;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in a task, as it is listed.
 *
 * <pre>
 * bj                        the node of that name
 * site=bj,role=edge         every node that has these labels
 * *                         every node
 * stamp:reflector.example   a host without our agent: it is measured and measures nobody
 * stamp:[2001:db8::1]:8620
 * perftrace:198.51.100.7    likewise, where only the prototype's server runs
 * legacy:198.51.100.8       a node of the prototype: it is told of the task, and measures as the prototype did
 * </pre>
 */
public sealed interface Member {
    /** What a host's server of the prototype speaks. */
    String PERFTRACE = "perftrace";

    /** The scheme of the prototype's nodes. */
    String LEGACY = "legacy";

    /** As it is listed. */
    String text();

    /** The node of a name. */
    record Named(String text) implements Member {}

    /**
     * Every node that has all of some labels; without labels, every node.
     *
     * @param labels value by label
     */
    record Selected(String text, Map<String, String> labels) implements Member {
        public Selected {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * A host that has no agent of ours but speaks a protocol that we know.
     *
     * @param scheme which protocol, or {@link #LEGACY}
     * @param host name or address, without brackets
     * @param port absent for the protocol's own; of a node of the prototype that to which tasks are dispatched
     */
    record Foreign(
            String text,
            String scheme,
            String host,
            @Nullable Integer port) implements Member {
        private static final Pattern FORM =
                Pattern.compile("([a-z][a-z0-9]*):(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?");

        /** What it is measured by. */
        public String protocol() {
            return isOldNode() ? PERFTRACE : scheme;
        }

        /** Whether it is a node of the prototype. */
        public boolean isOldNode() {
            return scheme.equals(LEGACY);
        }

        private static Foreign of(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "is not of the form stamp:HOST or stamp:HOST:PORT, IPv6 in brackets: " + text);
            }
            String port = matcher.group(3);
            Integer number = port == null ? null : Integer.valueOf(port);
            if (number != null && (number < 1 || number > 0xFFFF)) {
                throw new IllegalArgumentException("has a port outside 1 to 65535: " + text);
            }
            return new Foreign(text, matcher.group(1), bare(matcher.group(2), text), number);
        }

        private static String bare(String host, String text) {
            if (!host.startsWith("[")) {
                return host;
            }
            String literal = host.substring(1, host.length() - 1);
            try {
                InetAddress _ = Inet6Address.ofLiteral(literal);
                return literal;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("has in brackets what is no IPv6 address: " + text, e);
            }
        }
    }

    /** Whether a member, or an end of a path, is a host without an agent. */
    static boolean isForeign(String text) {
        return text.indexOf(':') >= 0;
    }

    /** Whether a member, or an end of a path, is a node of the prototype. */
    static boolean isOldNode(String text) {
        return text.startsWith(LEGACY + ":");
    }

    /** Whether a member, or an end of a path, is a host that speaks the prototype's protocol. */
    static boolean speaksPerfTrace(String text) {
        return isForeign(text)
                && of(text) instanceof Foreign foreign
                && foreign.protocol().equals(PERFTRACE);
    }

    /** The host alone of a member that speaks the prototype's protocol, whose interfaces know no other; else the member itself. */
    static String bareHost(String text) {
        return speaksPerfTrace(text) && of(text) instanceof Foreign foreign ? foreign.host() : text;
    }

    /**
     * Reads a member as it is listed.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static Member of(String text) {
        if (text.equals("*")) {
            return new Selected(text, Map.of());
        }
        if (text.indexOf('=') >= 0) {
            return new Selected(text, Labels.parse(text));
        }
        if (isForeign(text)) {
            return Foreign.of(text);
        }
        if (!NodeName.isValid(text)) {
            throw new IllegalArgumentException("has a name that is not 1 to 64 of a-z, 0-9, '.', '_' and '-': " + text);
        }
        return new Named(text);
    }
}
