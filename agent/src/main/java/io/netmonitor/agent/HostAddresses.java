// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** At which addresses this host's answering sides can be reached, most telling first. */
final class HostAddresses {
    private static final int MAX = 32;
    /** IPv6 with a zone. */
    private static final int MAX_CHARACTERS = 64;
    /** Only a way to the controller is looked up, nothing is sent; any port will do. */
    private static final int ANY_PORT = 9;

    private HostAddresses() {}

    /**
     * The addresses that are listened on. Where that is the wildcard: the ones that this host uses towards its controller, then
     * the others of its interfaces.
     */
    static List<String> of(Collection<InetSocketAddress> listening, URI controller) {
        Set<InetAddress> found = new LinkedHashSet<>();
        for (InetSocketAddress address : listening) {
            if (!address.getAddress().isAnyLocalAddress()) {
                found.add(address.getAddress());
            }
        }
        if (listening.stream().anyMatch(address -> address.getAddress().isAnyLocalAddress())) {
            List<InetAddress> controllers = controllers(controller);
            controllers.forEach(address -> addRouteTo(address, found));
            addInterfaces(controllers.stream().anyMatch(InetAddress::isLoopbackAddress), found);
        }
        return found.stream().map(HostAddresses::text).distinct().limit(MAX).toList();
    }

    /** An address under which this host is seen elsewhere, unless it is one of its own or cannot be one of a node. */
    static @Nullable String unlessOwn(@Nullable String seen) {
        if (seen == null || seen.length() > MAX_CHARACTERS) {
            return null;
        }
        try {
            InetAddress address = InetAddress.ofLiteral(seen);
            boolean own = !isReachable(address, false) || NetworkInterface.getByInetAddress(address) != null;
            return own ? null : text(address);
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }

    private static List<InetAddress> controllers(URI controller) {
        try {
            return List.of(InetAddress.getAllByName(controller.getHost()));
        } catch (IOException e) {
            return List.of(); // the name service is away; the interfaces still tell
        }
    }

    private static void addRouteTo(InetAddress controller, Set<InetAddress> found) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(controller, ANY_PORT));
            InetAddress local = socket.getLocalAddress();
            if (local != null && !local.isAnyLocalAddress() && !local.isLinkLocalAddress()) {
                found.add(local);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // No way there in that family.
        }
    }

    private static void addInterfaces(boolean loopbackToo, Set<InetAddress> found) {
        List<NetworkInterface> interfaces = new ArrayList<>();
        try {
            interfaces.addAll(Collections.list(NetworkInterface.getNetworkInterfaces()));
            for (NetworkInterface one : interfaces) {
                if (one.isUp()) {
                    one.inetAddresses()
                            .filter(address -> isReachable(address, loopbackToo))
                            .forEach(found::add);
                }
            }
        } catch (IOException e) {
            // The system does not list them; the way to the controller is known all the same.
        }
    }

    private static boolean isReachable(InetAddress address, boolean loopbackToo) {
        return !address.isLinkLocalAddress()
                && !address.isMulticastAddress()
                && !address.isAnyLocalAddress()
                && (loopbackToo || !address.isLoopbackAddress());
    }

    /** Without the zone, which means nothing elsewhere. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
