// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of one lab: a /24 and an IPv6 /64 that no other lab and no route of the host has.
 *
 * @param number 0 to 255, unique among the labs of this host
 * @param ipv4 the first three octets, such as {@code 10.213.7}
 */
record Subnet(int number, String ipv4) {
    /** A private range that is rarely used; where a route covers it, the range for testing devices (RFC 2544). */
    private static final List<String> RANGES = List.of("10.213.", "198.18.");

    private static final Pattern ROUTE = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)(?:/(\\d+))?");

    /** The IPv6 prefix without its closing colons, such as {@code fd00:213:7}. */
    String ipv6() {
        return "fd00:213:" + number;
    }

    /**
     * The first one that is free.
     *
     * @param routes what {@code ip route} and {@code ip -6 route} print
     * @param taken whether another lab has that number
     */
    static Optional<Subnet> firstFree(String routes, IntPredicate taken) {
        List<Route> known = routes(routes);
        for (String range : RANGES) {
            for (int number = 0; number < 256; number++) {
                Subnet subnet = new Subnet(number, range + number);
                if (!taken.test(number)
                        && known.stream().noneMatch(subnet::overlaps)
                        && !routes.contains(subnet.ipv6() + ":")) {
                    return Optional.of(subnet);
                }
            }
        }
        return Optional.empty();
    }

    private boolean overlaps(Route route) {
        int shift = 32 - Math.min(24, route.length);
        return route.address >>> shift == address(ipv4 + ".0") >>> shift;
    }

    /** The default route is written as a word and so is not among them. */
    private static List<Route> routes(String text) {
        List<Route> routes = new ArrayList<>();
        for (String line : text.lines().toList()) {
            for (String word : line.split(" ", 3)) {
                Matcher matcher = ROUTE.matcher(word);
                if (matcher.matches()) {
                    int length = matcher.group(5) == null ? 32 : Integer.parseInt(matcher.group(5));
                    routes.add(new Route(address(word.replaceAll("/.*", "")), length));
                    break;
                }
            }
        }
        return routes;
    }

    private static long address(String dotted) {
        long address = 0;
        for (String octet : dotted.split("\\.", -1)) {
            address = address << 8 | Integer.parseInt(octet);
        }
        return address;
    }

    private record Route(long address, int length) {}
}
