// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.time.EpochNanos;
import io.netmonitor.probe.socket.SystemTime;
import io.netmonitor.probe.socket.TestNetwork;
import io.netmonitor.probe.socket.ThreadUrgency;
import io.netmonitor.probe.socket.TrainSocket;
import io.netmonitor.probe.train.Warmth;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;

/** One measurement of available bandwidth from the call to its end. Used once, by one platform thread. */
final class BandwidthMeasurement {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration REST_OF_WORDS = Duration.ofMillis(200);
    private static final int MOST_WORDS = 64;
    private static final int IPV4_AND_UDP_BYTES = 28;
    private static final int IPV6_AND_UDP_BYTES = 48;

    private final TestNetwork network;
    private final InetSocketAddress server;
    private final Call call;
    private final BandwidthOrder order;
    private final long id;
    private final Consumer<BandwidthRun.Train> listener;

    BandwidthMeasurement(
            TestNetwork network,
            InetSocketAddress server,
            Call call,
            BandwidthOrder order,
            long id,
            Consumer<BandwidthRun.Train> listener) {
        this.network = network;
        this.server = server;
        this.call = call;
        this.order = order;
        this.id = id;
        this.listener = listener;
    }

    BandwidthRun run() throws IOException, InterruptedException {
        Warmth.ensure(network);
        ThreadUrgency.raise();
        boolean six = server.getAddress() instanceof Inet6Address;
        InetAddress any = InetAddress.getByAddress(new byte[six ? 16 : 4]);
        try (TrainSocket socket = network.trains(new InetSocketAddress(any, 0));
                call) {
            socket.aim(server, order.lengthBytes() - (six ? IPV6_AND_UDP_BYTES : IPV4_AND_UDP_BYTES));
            try {
                return run(socket);
            } catch (IOException e) {
                throw call.explained(e);
            }
        }
    }

    private BandwidthRun run(TrainSocket socket) throws IOException, InterruptedException {
        ControlLine line = call.enter();
        line.send(new TaskMeta(id, 0, (int) order.trainUs(), 0, TaskMeta.AVAILABLE_BANDWIDTH).octets());
        awaitLeave(line);
        long startedNs = new SystemTime().nowNs();
        long beganNs = System.nanoTime();
        BandwidthCourse course = new BandwidthCourse(new TrainLine(line, call, socket, id), order, listener);
        BandwidthAnswer answer = course.run();
        line.send(Words.END.octets());
        return answer.run(EpochNanos.toInstant(startedNs), Duration.ofNanos(System.nanoTime() - beganNs));
    }

    /** Reads the server's leave to begin to its end, lest the rest is taken for a result; it may come in pieces. */
    private static void awaitLeave(ControlLine line) throws IOException {
        byte[] said = line.readSome(MOST_WORDS, PATIENCE);
        if (said.length == 0) {
            throw new EOFException("the server closed the connection instead of letting the client begin");
        }
        int missing = Words.GO.bytes() - said.length;
        if (missing > 0) {
            try {
                line.read(missing, REST_OF_WORDS);
            } catch (SocketTimeoutException e) {
                // It had fewer words: any are leave to begin.
            }
        }
    }
}
