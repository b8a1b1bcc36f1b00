// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

/** Error numbers of Linux that mean something to a measurement, and their words. */
final class Errno {
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int EMSGSIZE = 90;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENETDOWN = 100;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;
    static final int EHOSTDOWN = 112;
    static final int EHOSTUNREACH = 113;

    private Errno() {}

    /**
     * Whether the kernel had no room just now. A sender that hears the network's errors is told so when its own shaper drops a
     * packet, which is loss like any other.
     */
    static boolean isQueueFull(int errno) {
        return errno == EAGAIN || errno == ENOBUFS || errno == ENOMEM;
    }

    /** Whether the network, not this host, is what failed. */
    static boolean isNetwork(int errno) {
        return switch (errno) {
            case ENETDOWN, ENETUNREACH, ECONNREFUSED, EHOSTDOWN, EHOSTUNREACH, EACCES, EMSGSIZE, 71 -> true;
            default -> false;
        };
    }

    static String words(int errno) {
        return switch (errno) {
            case ENODEV -> "there is no such network interface";
            case EPERM -> "not permitted; a firewall on this host may forbid it";
            case EACCES -> "permission denied";
            case EINVAL -> "invalid argument";
            case EMSGSIZE -> "packet is longer than the path takes whole";
            case EAFNOSUPPORT -> "address family is not available on this host";
            case EADDRINUSE -> "address is in use";
            case EADDRNOTAVAIL -> "address is none of this host's";
            case ENETDOWN -> "network is down";
            case ENETUNREACH -> "no route to the network";
            case ENOBUFS, EAGAIN, ENOMEM -> "no buffer space in the kernel";
            case ECONNREFUSED -> "port is closed";
            case EHOSTDOWN -> "host is down";
            case EHOSTUNREACH -> "no route to the host";
            case 71 -> "protocol is not served";
            default -> "error " + errno;
        };
    }
}
