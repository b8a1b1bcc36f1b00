// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import io.netmonitor.core.path.AddressText;
import io.netmonitor.core.path.Family;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where nodes of the prototype fetch tasks: {@code http://[2001:db8::1]:3000/wan.json}. Immutable. */
final class TaskUrls {
    /** Of the longest address: scheme, brackets, port, and what stands about the name. */
    private static final int MOST_AROUND_A_NAME =
            "http://[1111:2222:3333:4444:5555:6666:7777:8888]:65535/.json".length();

    private final List<InetSocketAddress> doors;

    /**
     * Of these ports.
     *
     * @param doors where the files are served, as they are bound; the first that a node can use counts
     */
    TaskUrls(List<InetSocketAddress> doors) {
        this.doors = List.copyOf(doors);
    }

    /** Whether no node can fetch anything. */
    boolean isEmpty() {
        return doors.isEmpty();
    }

    /** The most octets that the URL of a task can have. */
    static int maxLength(String task) {
        return MOST_AROUND_A_NAME + encoded(task).length();
    }

    /**
     * The URL of a task's file.
     *
     * @param local the address of this host as the node reaches it
     */
    String of(String task, InetAddress local) {
        InetSocketAddress door = doors.stream()
                .filter(each -> answersAt(each, local))
                .findFirst()
                .orElse(doors.getFirst());
        // A port on one address alone has to be told as it is: a node may have another way there.
        InetAddress address = door.getAddress().isAnyLocalAddress() ? local : door.getAddress();
        String host = AddressText.of(address);
        return "http://" + (Family.of(address) == Family.IPV6 ? "[" + host + "]" : host) + ":" + door.getPort() + "/"
                + encoded(task) + ".json";
    }

    private static boolean answersAt(InetSocketAddress door, InetAddress local) {
        InetAddress bound = door.getAddress();
        return bound.equals(local)
                // [::] takes both families.
                || (bound.isAnyLocalAddress() && (Family.of(bound) == Family.IPV6 || Family.of(local) == Family.IPV4));
    }

    /** As a segment of a path: a blank is no plus there. */
    private static String encoded(String task) {
        return URLEncoder.encode(task, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
