// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.core.Fault;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.Member;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom the members of the prototype's form mean. Immutable.
 *
 * <pre>
 * bj                     the node of that name
 * 192.0.2.1, 2001:db8::1 the node that has this address, else the node of the prototype there: legacy:192.0.2.1
 * host.example           the node of the prototype there
 * stamp:HOST, perftrace:HOST, legacy:HOST   as in any task
 * </pre>
 */
final class OldMembers {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Set<Family> BOTH = EnumSet.allOf(Family.class);

    private final Map<String, Node> byName = new TreeMap<>();
    private final Map<String, List<String>> byAddress = new HashMap<>();

    /** Looked up among these nodes. */
    OldMembers(Collection<Node> nodes) {
        for (Node node : nodes) {
            byName.put(node.name(), node);
            if (node.report() != null) {
                node.report()
                        .addresses()
                        .forEach(address -> byAddress
                                .computeIfAbsent(address, key -> new ArrayList<>())
                                .add(node.name()));
            }
        }
    }

    /**
     * Whom a form means.
     *
     * @param members each once, in the order in which they are written
     * @param listedAs text of a member by which the form called it, where it calls itself otherwise
     * @param family in which they measure each other
     */
    record Meant(List<String> members, Map<String, String> listedAs, Family family) {}

    /**
     * One of them.
     *
     * @param families that it has, as far as is known
     * @param literal whether it was written as an address
     */
    private record Found(String member, @Nullable String listedAs, Set<Family> families, boolean literal) {}

    /** Reads them, and adds what is wrong. */
    Meant read(List<String> texts, List<Fault> faults) {
        Map<String, Found> found = new LinkedHashMap<>();
        Map<String, String> written = new HashMap<>();
        for (String text : texts) {
            try {
                Found one = find(text.strip());
                String before = written.putIfAbsent(one.member(), text.strip());
                if (before != null) {
                    faults.add(new Fault(OldTask.MEMBERS, "has one twice, as " + before + " and as " + text.strip()));
                }
                found.put(one.member(), one);
            } catch (IllegalArgumentException e) {
                faults.add(new Fault(OldTask.MEMBERS, String.valueOf(e.getMessage())));
            }
        }
        Map<String, String> listedAs = new TreeMap<>();
        found.values().forEach(one -> {
            if (one.listedAs() != null) {
                listedAs.put(one.member(), one.listedAs());
            }
        });
        return new Meant(List.copyOf(found.keySet()), listedAs, family(found.values(), faults));
    }

    private Found find(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("has a blank one");
        }
        if (text.length() > OutsideText.BRIEF) {
            throw new IllegalArgumentException(
                    "has one that is longer than " + OutsideText.BRIEF + " characters: " + text.length());
        }
        Node node = byName.get(text);
        if (node != null) {
            return new Found(text, null, familiesOf(node), false);
        }
        Optional<InetAddress> address = address(text);
        if (address.isPresent()) {
            return at(address.get(), bare(text));
        }
        if (text.equals("*") || text.indexOf('=') >= 0) {
            throw new IllegalArgumentException("has a selector, where this form takes one node each: " + text);
        }
        if (Member.isForeign(text)) {
            return Member.of(text) instanceof Member.Foreign foreign
                    ? new Found(
                            text,
                            null,
                            familiesOf(foreign.host()),
                            address(foreign.host()).isPresent())
                    : new Found(text, null, BOTH, false);
        }
        if (IPV4.matcher(text).matches()) {
            throw new IllegalArgumentException("has what looks like an address and is none: " + text);
        }
        String legacy = Member.LEGACY + ":" + text;
        try {
            Member.of(legacy);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has what is no node, address or host name: " + text, e);
        }
        return new Found(legacy, null, BOTH, false);
    }

    private Found at(InetAddress address, String text) {
        String canonical = AddressText.of(address);
        List<String> names = byAddress.getOrDefault(canonical, List.of());
        if (names.size() > 1) {
            throw new IllegalArgumentException("has an address of more than one node, " + String.join(", ", names)
                    + "; write the name of one: " + text);
        }
        if (!names.isEmpty()) {
            String name = names.getFirst();
            return new Found(name, text, EnumSet.of(Family.of(address)), true);
        }
        boolean bracketed = canonical.indexOf(':') >= 0;
        return new Found(
                Member.LEGACY + ":" + (bracketed ? "[" + canonical + "]" : canonical),
                text.equals(canonical) ? null : text,
                EnumSet.of(Family.of(address)),
                true);
    }

    /** Addresses alone, all of one family, say which; else it is what all have, IPv4 before IPv6. */
    private Family family(Collection<Found> all, List<Fault> faults) {
        Set<Family> written = all.stream()
                .filter(Found::literal)
                .flatMap(one -> one.families().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Family.class)));
        Set<Family> common = EnumSet.copyOf(BOTH);
        List<String> each = new ArrayList<>();
        for (Found one : all) {
            Node node = byName.get(one.member());
            Set<Family> has = node == null ? one.families() : familiesOf(node);
            common.retainAll(has);
            each.add((one.listedAs() == null ? Member.bareHost(one.member()) : one.listedAs()) + " has "
                    + has.stream().map(Family::label).collect(Collectors.joining(" and ")));
        }
        if (common.isEmpty()) {
            faults.add(new Fault(OldTask.MEMBERS, "have no address family in common: " + String.join(", ", each)));
            return Family.IPV4;
        }
        common.removeIf(family -> common.size() > 1 && written.size() == 1 && !written.contains(family));
        return common.iterator().next();
    }

    /** Those of its addresses; both, as long as it has not reported any. */
    private static Set<Family> familiesOf(Node node) {
        Set<Family> families = EnumSet.noneOf(Family.class);
        for (Family family : Family.values()) {
            if (node.address(family).isPresent()) {
                families.add(family);
            }
        }
        return families.isEmpty() ? BOTH : families;
    }

    private static Set<Family> familiesOf(String host) {
        return address(host)
                .<Set<Family>>map(address -> EnumSet.of(Family.of(address)))
                .orElse(BOTH);
    }

    /** Without a look-up, and without the forms of IPv4 with fewer than four numbers, which are names to people. */
    private static Optional<InetAddress> address(String text) {
        String bare = bare(text);
        try {
            return IPV4.matcher(bare).matches() || (bare.indexOf(':') >= 0 && bare.indexOf('%') < 0)
                    ? Optional.of(InetAddress.ofLiteral(bare))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String bare(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }
}
