// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket for test packets. Nothing blocks but {@link #await}.
 *
 * <p>One thread uses it at a time; {@link #wake} alone may be called from any thread. The buffers it hands out are its own
 * and live as long as it does.
 */
public interface TestSocket extends Closeable {
    /** Longest UDP payload that is sent or taken. */
    int MAX_PAYLOAD_BYTES = 9_216;

    /** Instead of a stamp's id: the packet was sent, and no stamp was asked for. */
    int UNSTAMPED = -1;

    /** Instead of a stamp's id: this host's own queue was full and dropped the packet. */
    int DROPPED = -2;

    /**
     * A socket that sends to one destination and hears only from there; replies, errors and transmit stamps included. To
     * be used and closed by the thread that opened it.
     *
     * @param dscp 0 to 63, set in every packet
     * @throws NetworkErrorException when there is no route to the destination
     * @throws IOException when the system gives no such socket, saying why
     */
    static TestSocket connect(InetSocketAddress destination, int dscp) throws IOException {
        requireLinux();
        return LinuxSockets.connect(destination, dscp);
    }

    /**
     * A socket that hears from all and answers them. May be handed to another thread.
     *
     * @param address a wildcard hears both families, port 0 lets the system choose
     * @throws IOException when the port cannot be had, saying why and what to do
     */
    static TestSocket listen(InetSocketAddress address) throws IOException {
        requireLinux();
        return LinuxSockets.listen(address);
    }

    /** Where it is bound. */
    InetSocketAddress localAddress();

    /** The buffer to write the next packet into, from index 0. */
    ByteBuffer outgoing();

    /**
     * Sends the first octets of {@link #outgoing} to the connected destination.
     *
     * @return id of the transmit stamp, which comes as a {@link Notice} of its own; or {@link #DROPPED}
     * @throws NetworkErrorException when the network has refused it
     * @throws IOException when this host could not send it, saying why
     */
    int send(int lengthBytes) throws IOException;

    /**
     * Sends a packet's own payload, as it stands now, back to where it came from, from the address to which it came and
     * with its DSCP.
     *
     * @param stamped whether a transmit stamp is wanted; it doubles the cost of sending
     * @return id of the transmit stamp, or {@link #UNSTAMPED}, or {@link #DROPPED}
     * @throws IOException as {@link #send}
     */
    int reply(Arrival arrival, boolean stamped) throws IOException;

    /** The next packet that has arrived, if any; valid until the next call. */
    @Nullable
    Arrival receive() throws IOException;

    /** The next transmit stamp or network error, if any; valid until the next call. */
    @Nullable
    Notice nextNotice() throws IOException;

    /** Waits until there is something to receive or a notice, or the time is over, or {@link #wake} was called. */
    void await(long timeoutNs) throws IOException;

    /** Ends waiting for good; nothing is received afterwards. */
    void wake();

    /** The clock of the kernel's stamps, for stamps in user space. */
    SystemTime clock();

    @Override
    void close();

    /** {@code 192.0.2.1:862} or {@code [2001:db8::1]:862}, for people; never looks a name up. */
    static String text(InetSocketAddress address) {
        return SocketAddresses.text(address);
    }

    private static void requireLinux() throws IOException {
        if (!Libc.isSupported()) {
            throw new IOException("measuring needs Linux on x86-64 or aarch64, this is " + System.getProperty("os.name")
                    + " on " + System.getProperty("os.arch") + "; run agents and reflectors on such a host");
        }
    }
}
