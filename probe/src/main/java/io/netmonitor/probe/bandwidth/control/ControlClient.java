// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.core.probe.PeerTls;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.bandwidth.estimate.TrainPath;
import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.TrainSocket;
import io.netmonitor.probe.train.Recording;
import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import io.netmonitor.probe.train.TrainReceiver;
import io.netmonitor.probe.train.TrainSender;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The calling side of a bandwidth measurement: sends trains to the server and has it tell their arrivals, or the other way round.
 * Used by one platform thread.
 */
public final class ControlClient implements TrainPath, Closeable {
    private static final int CONNECT_MS = 3_000;
    private static final int MAX_BODY_BYTES = 64 + 4 * TrainOrder.MAX_PACKETS;
    private static final int GREETINGS = 8;
    private static final double NS_PER_MS = 1e6;

    private final ControlChannel channel;
    private final TrainSocket trains;
    private final String server;
    private final boolean reverse;
    private final SteppedClock stepped;
    private long token;
    private boolean kernelStamps;
    private @Nullable TrainReceiver receiver;
    private @Nullable TrainSender sender;
    private long lastSentNs;

    private ControlClient(
            ControlChannel channel, TrainSocket trains, StampClock clock, String server, boolean reverse) {
        this.channel = channel;
        this.trains = trains;
        this.server = server;
        this.reverse = reverse;
        this.stepped = new SteppedClock(clock);
    }

    /**
     * Calls a server.
     *
     * @param trains a socket of the destination's family; stays the caller's to close
     * @param clock what arrivals are stamped by here
     * @param caller drawn at random for this measurement
     * @throws ControlException when it does not let this measurement in, or cannot be reached
     */
    public static ControlClient call(
            Session session, TrainSocket trains, StampClock clock, long caller, int payloadBytes, boolean reverse)
            throws IOException {
        String server = "tcp " + TestSocket.text(session.destination());
        ControlClient client;
        try {
            Socket socket = connect(session);
            client = new ControlClient(new ControlChannel(socket, MAX_BODY_BYTES), trains, clock, server, reverse);
        } catch (IOException e) {
            throw explained(e, server);
        }
        boolean entered = false;
        try {
            client.enter(new Hello(reverse, session.sessionId(), caller, payloadBytes));
            trains.aim(session.destination(), payloadBytes);
            client.sender = new TrainSender(trains, client.token);
            if (reverse) {
                client.receiver = TrainReceiver.start(trains, client.token, clock, arrival -> true);
                client.greet();
            }
            entered = true;
            return client;
        } catch (IOException e) {
            throw explained(e, server);
        } finally {
            if (!entered) {
                // The receiver, too: the caller closes the socket that it reads.
                client.abandon();
            }
        }
    }

    private static Socket connect(Session session) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(session.destination(), CONNECT_MS);
            PeerTls tls = session.tls();
            if (tls == null) {
                return socket;
            }
            socket.setSoTimeout(ControlChannel.PATIENCE_MS);
            SSLSocket secured = (SSLSocket) tls.context()
                    .getSocketFactory()
                    .createSocket(
                            socket,
                            session.destination().getHostString(),
                            session.destination().getPort(),
                            true);
            secured.startHandshake();
            tls.requireName(secured.getSession().getPeerPrincipal().getName());
            return secured;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void enter(Hello hello) throws IOException {
        channel.send(hello.frame());
        Frame answer = channel.receive();
        switch (answer.type()) {
            case WELCOME -> {
                require(answer, 9);
                token = answer.body().getLong();
                kernelStamps = answer.body().get() != 0;
            }
            case BUSY -> {
                require(answer, 4);
                long ms = Integer.toUnsignedLong(answer.body().getInt());
                throw new ControlException(
                        Outcome.BUSY,
                        server + " is in another measurement; come back in " + Math.ceilDiv(ms, 1000) + " s");
            }
            case REFUSED -> throw new ControlException(Outcome.REFUSED, server + " refused: " + answer.reason());
            default -> throw unexpected(answer);
        }
    }

    /** Packets out of here open the way for the trains, through whatever translates addresses in between. */
    private void greet() throws IOException {
        TrainSender greeter = new TrainSender(trains, token);
        for (int i = 0; i < GREETINGS; i++) {
            greeter.greet();
            channel.send(Frame.empty(Frame.Type.GREETED));
            Frame answer = expect(Frame.Type.HEARD, 1);
            if (answer.body().get() == 1) {
                return;
            }
        }
        throw new ControlException(
                Outcome.LOST,
                server + " answers, but none of " + GREETINGS + " packets to its udp port arrived; does a firewall"
                        + " let them through?");
    }

    /** Whether the receiving end's kernel stamps arrivals. */
    public boolean hasKernelStamps() {
        return reverse ? trains.hasKernelStamps() : kernelStamps;
    }

    @Override
    public Train send(TrainOrder order, long patienceNs) throws IOException, InterruptedException {
        try {
            Train train = reverse ? fetch(order, patienceNs) : bring(order, patienceNs);
            lastSentNs = System.nanoTime();
            return train;
        } catch (IOException e) {
            throw explained(e, server);
        } catch (IllegalArgumentException e) {
            throw new ControlException(Outcome.FAILED, server + " contradicts itself: " + e.getMessage(), e);
        }
    }

    private Train bring(TrainOrder order, long patienceNs) throws IOException, InterruptedException {
        channel.send(Frame.of(
                Frame.Type.EXPECT, ByteBuffer.allocate(8).putInt(order.number()).putInt(order.packets())));
        Frame _ = expect(Frame.Type.READY, 0);
        long[] sentNs = java.util.Objects.requireNonNull(sender).send(order);
        channel.send(Frame.of(
                Frame.Type.SENT,
                ByteBuffer.allocate(16)
                        .putInt(order.number())
                        .putInt(sentNs.length)
                        .putLong(patienceNs)));
        Instants arrivals = instants(Frame.Type.ARRIVALS, order);
        requireSteady(arrivals.clockMovedNs(), "the clock of " + server);
        return new Train(order, sentNs, arrivals.ns(), arrivals.overflows());
    }

    private Train fetch(TrainOrder order, long patienceNs) throws IOException, InterruptedException {
        Recording recording = new Recording(order.number(), order.packets());
        java.util.Objects.requireNonNull(receiver).record(recording);
        channel.send(Orders.frame(order));
        Instants departures = instants(Frame.Type.DEPARTURES, order);
        recording.await(departures.ns().length, patienceNs);
        requireSteady(stepped.movedNs(), "the clock of this host");
        return new Train(order, departures.ns(), recording.arrivedNs(departures.ns().length), recording.overflows());
    }

    private Instants instants(Frame.Type type, TrainOrder order) throws IOException {
        Instants instants = Instants.read(expect(type, 0).body());
        if (instants.train() != order.number() || instants.ns().length > order.packets()) {
            throw new IllegalArgumentException("it tells of train " + instants.train() + " with " + instants.ns().length
                    + " packets, asked was train " + order.number());
        }
        return instants;
    }

    private void requireSteady(long movedNs, String whose) throws ControlException {
        if (Math.abs(movedNs) > SteppedClock.STEP_NS) {
            throw new ControlException(
                    Outcome.FAILED,
                    whose + " was set by " + Math.round((double) movedNs / NS_PER_MS) + " ms during the measurement");
        }
    }

    @Override
    public void rest(long ns) throws InterruptedException {
        long leftNs = lastSentNs + ns - System.nanoTime();
        while (leftNs > 0) {
            LockSupport.parkNanos(leftNs);
            if (Thread.interrupted()) {
                throw new InterruptedException("the measurement was given up");
            }
            leftNs = lastSentNs + ns - System.nanoTime();
        }
    }

    private Frame expect(Frame.Type type, int leastBytes) throws IOException {
        Frame frame = channel.receive();
        if (frame.type() == Frame.Type.FAILED) {
            throw new ControlException(Outcome.FAILED, server + " cannot go on: " + frame.reason());
        }
        if (frame.type() != type) {
            throw unexpected(frame);
        }
        require(frame, leastBytes);
        return frame;
    }

    private void require(Frame frame, int bytes) throws ControlException {
        if (frame.body().remaining() < bytes) {
            throw new ControlException(
                    Outcome.FAILED, server + " sent " + frame.type().words() + " cut short");
        }
    }

    private ControlException unexpected(Frame frame) {
        return new ControlException(
                Outcome.FAILED, server + " said " + frame.type().words() + " out of turn");
    }

    /** What went wrong with the connection, in words that tell what to do. */
    private static ControlException explained(IOException e, String server) {
        return switch (e) {
            case ControlException known -> known;
            case ConnectException refused
            when String.valueOf(refused.getMessage()).contains("refused") ->
                new ControlException(
                        Outcome.REFUSED,
                        "nobody answers bandwidth measurements at " + server
                                + "; start an agent or `netmonitor reflector --bandwidth` there",
                        e);
            case NoRouteToHostException unreachable ->
                new ControlException(
                        Outcome.UNREACHABLE, "the network cannot reach " + server + ": " + e.getMessage(), e);
            case SocketTimeoutException silent ->
                new ControlException(
                        Outcome.NO_ANSWER,
                        server + " does not answer; is it running, and does every firewall on the way let it through?",
                        e);
            case SSLException untrusted ->
                new ControlException(Outcome.REFUSED, server + " is not trusted or trusts not: " + e.getMessage(), e);
            case EOFException cut -> cut(server, e);
            case SocketException cut when !(e instanceof ConnectException) && isCut(e) -> cut(server, e);
            case SocketException unreachable ->
                new ControlException(
                        Outcome.UNREACHABLE, "the network cannot reach " + server + ": " + e.getMessage(), e);
            default -> new ControlException(Outcome.FAILED, server + ": " + e.getMessage(), e);
        };
    }

    private static boolean isCut(IOException e) {
        String words = String.valueOf(e.getMessage());
        return words.contains("reset") || words.contains("pipe") || words.contains("closed");
    }

    private static ControlException cut(String server, IOException e) {
        return new ControlException(
                Outcome.NO_ANSWER, "the connection to " + server + " was cut during the measurement", e);
    }

    /** Ends the measurement at the server, too: whoever calls next is let in. */
    @Override
    public void close() {
        channel.finish();
        abandon();
    }

    /** Drops the connection without a word, as a host that fails does. */
    void abandon() {
        channel.close();
        TrainReceiver receiving = receiver;
        if (receiving != null) {
            receiving.close();
        }
    }
}
