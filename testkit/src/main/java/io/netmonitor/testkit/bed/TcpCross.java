// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.IOException;

/**
 * One TCP stream from the source to the destination with a mean rate that the application sets, in clumps of 1 ms; it
 * gives way, and makes good later what it could not send. Used by one thread; to be closed, which ends it.
 */
public final class TcpCross implements AutoCloseable {
    private final Servant sink;
    private final Servant source;

    private TcpCross(Servant sink, Servant source) {
        this.sink = sink;
        this.source = source;
    }

    /**
     * Connects a stream that is silent until it is told a rate. It comes from the source, since the kernel lets no stream
     * of the router's own fill the router's queue.
     */
    public static TcpCross start(BandwidthBed bed) throws IOException {
        String address = bed.destinationIpv4();
        Servant sink = Servant.start(bed::destination, TcpSink.class, address);
        try {
            int port = sink.greeting().path("port").asInt();
            return new TcpCross(sink, Servant.start(bed::source, TcpSource.class, address, port));
        } catch (IOException e) {
            sink.close();
            throw e;
        }
    }

    /**
     * Sends by another rate and pattern of clumps from now on.
     *
     * @param wireBps counted with all headers; 0 is silence
     */
    public void change(long wireBps, Pattern pattern, long seed) throws IOException {
        var _ = source.ask(new Order(wireBps, pattern, seed).line());
    }

    /** Falls silent. */
    public void silence() throws IOException {
        var _ = source.ask(Order.SILENCE.line());
    }

    /** What the destination read in this time, with the headers of full segments and without what was sent twice. */
    public long bytesBetween(long fromNanoTime, long toNanoTime) throws IOException {
        return sink.count(fromNanoTime, toNanoTime).wireBytes();
    }

    /** How true the source was to its pattern; a send is a clump. */
    public Gaps gaps(long fromNanoTime, long toNanoTime) throws IOException {
        return source.gaps(fromNanoTime, toNanoTime);
    }

    @Override
    public void close() {
        source.close();
        sink.close();
    }
}
