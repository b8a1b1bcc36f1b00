// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;

/**
 * UDP traffic that enters a bed at the router and shares the bottleneck; it does not give way. Instants are those of
 * {@link System#nanoTime}, which all processes of a Linux host share. Used by one thread; to be closed, which ends it.
 */
public final class CrossTraffic implements AutoCloseable {
    /** The usual size of a packet at the IP layer. */
    public static final int IP_BYTES = 1_420;

    private final Servant servant;

    private CrossTraffic(Servant servant) {
        this.servant = servant;
    }

    /** Starts a source that is silent until it is told a rate. */
    public static CrossTraffic start(BandwidthBed bed) throws IOException {
        return start(bed, IP_BYTES);
    }

    /** Starts a source of packets of another size, 29 to 1,500 bytes at the IP layer. */
    public static CrossTraffic start(BandwidthBed bed, int ipBytes) throws IOException {
        if (ipBytes < 29 || ipBytes > 1_500) {
            throw new IllegalArgumentException("packet not within 29 to 1500 bytes: " + ipBytes);
        }
        return new CrossTraffic(
                Servant.start(bed::router, CrossSource.class, bed.destinationIpv4(), BandwidthBed.CROSS_PORT, ipBytes));
    }

    /**
     * Sends by another rate and pattern from now on.
     *
     * @param wireBps counted with 14 bytes of Ethernet a packet; 0 is silence
     */
    public void change(long wireBps, Pattern pattern, long seed) throws IOException {
        var _ = servant.ask(new Order(wireBps, pattern, seed).line());
    }

    /** Falls silent. */
    public void silence() throws IOException {
        var _ = servant.ask(Order.SILENCE.line());
    }

    /** What was sent at or after the first instant and before the second. */
    public Traffic between(long fromNanoTime, long toNanoTime) throws IOException {
        return servant.count(fromNanoTime, toNanoTime);
    }

    /** The bytes of {@link #between}, with 14 bytes of Ethernet a packet. */
    public long bytesBetween(long fromNanoTime, long toNanoTime) throws IOException {
        return between(fromNanoTime, toNanoTime).wireBytes();
    }

    /** How true the source was to its pattern. */
    public Gaps gaps(long fromNanoTime, long toNanoTime) throws IOException {
        return servant.gaps(fromNanoTime, toNanoTime);
    }

    public long pid() {
        return servant.pid();
    }

    @Override
    public void close() {
        servant.close();
    }
}
