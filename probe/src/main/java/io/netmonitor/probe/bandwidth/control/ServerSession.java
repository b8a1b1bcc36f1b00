// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import io.netmonitor.probe.clock.StampClock;
import io.netmonitor.probe.socket.Arrival;
import io.netmonitor.probe.socket.Peer;
import io.netmonitor.probe.socket.TestSocket;
import io.netmonitor.probe.socket.ThreadUrgency;
import io.netmonitor.probe.socket.TrainSocket;
import io.netmonitor.probe.train.Recording;
import io.netmonitor.probe.train.TrainOrder;
import io.netmonitor.probe.train.TrainReceiver;
import io.netmonitor.probe.train.TrainSender;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One caller's measurement at the answering side. Used by one thread, to its end. */
final class ServerSession {
    /** Callers' messages are short. */
    static final int MAX_BODY_BYTES = 1_024;

    static final long LONGEST_NS = 30_000_000_000L;
    /** Callers wait no longer than this for an answer, and others for their turn. */
    private static final long LONGEST_TRAIN_NS = 2_000_000_000L;

    private static final long LONGEST_PATIENCE_NS = 1_500_000_000L;
    private static final long GREETING_PATIENCE_MS = 200;
    private static final long MOST_BYTES = 2_000_000_000L;

    private final ControlChannel channel;
    private final TrainSocket trains;
    private final StampClock clock;
    private final Turn turn;
    private final @Nullable Set<Integer> planned;
    private final long token = new SecureRandom().nextLong();
    private final CountDownLatch heard = new CountDownLatch(1);
    private @Nullable Recording recording;
    private long sentBytes;

    ServerSession(
            ControlChannel channel, TrainSocket trains, StampClock clock, Turn turn, @Nullable Set<Integer> planned) {
        this.channel = channel;
        this.trains = trains;
        this.clock = clock;
        this.turn = turn;
        this.planned = planned;
    }

    /** Serves until the caller is done; returns whether it was let in. */
    boolean run() throws IOException {
        Hello hello;
        try {
            hello = Hello.of(channel.receive());
            checkPayload(hello.payloadBytes());
        } catch (IllegalArgumentException e) {
            channel.send(Frame.reason(Frame.Type.REFUSED, String.valueOf(e.getMessage())));
            return false;
        }
        Set<Integer> admitted = planned;
        if (admitted != null && !admitted.contains(hello.sessionId())) {
            channel.send(
                    Frame.reason(Frame.Type.REFUSED, "session " + hello.sessionId() + " is not in this node's plan"));
            return false;
        }
        String who = TestSocket.text((InetSocketAddress) channel.socket().getRemoteSocketAddress());
        try (Turn.Lease lease = turn.take(hello.caller(), "a measurement by " + who)) {
            if (lease == null) {
                Turn.Busy busy = turn.busy();
                channel.send(Frame.of(Frame.Type.BUSY, ByteBuffer.allocate(4).putInt((int) busy.retryAfterMs())));
                return false;
            }
            serve(hello);
            return true;
        }
    }

    private static void checkPayload(int bytes) {
        if (bytes < TrainSocket.HEADER_BYTES || bytes > TestSocket.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("packets have " + TrainSocket.HEADER_BYTES + " to "
                    + TestSocket.MAX_PAYLOAD_BYTES + " octets of payload, not " + bytes);
        }
    }

    private void serve(Hello hello) throws IOException {
        ThreadUrgency.raise();
        Peer caller = Peer.of((InetSocketAddress) channel.socket().getRemoteSocketAddress());
        long endNs = System.nanoTime() + LONGEST_NS;
        try (TrainReceiver receiver =
                TrainReceiver.start(trains, token, clock, greeting -> hear(hello, caller, greeting))) {
            SteppedClock stepped = new SteppedClock(clock);
            channel.send(Frame.of(
                    Frame.Type.WELCOME,
                    ByteBuffer.allocate(9).putLong(token).put((byte) (trains.hasKernelStamps() ? 1 : 0))));
            while (System.nanoTime() < endNs) {
                answer(channel.receive(), hello.payloadBytes(), receiver, stepped);
                IOException trouble = receiver.failure();
                if (trouble != null) {
                    throw trouble;
                }
            }
            throw new IOException("a measurement may last " + TimeUnit.NANOSECONDS.toSeconds(LONGEST_NS) + " s");
        } catch (EOFException e) {
            // The caller is done.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalArgumentException e) {
            channel.send(Frame.reason(Frame.Type.FAILED, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            if (!channel.socket().isClosed()) {
                channel.send(Frame.reason(Frame.Type.FAILED, String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /** On the receiver's thread. Trains go only to the caller's own address, lest they be led to somebody else. */
    private boolean hear(Hello hello, Peer caller, Arrival greeting) {
        Peer from = greeting.peer();
        if (from.high() != caller.high() || from.low() != caller.low() || heard.getCount() == 0) {
            return false;
        }
        trains.aimBack(greeting, hello.payloadBytes());
        heard.countDown();
        return true;
    }

    private void answer(Frame frame, int payloadBytes, TrainReceiver receiver, SteppedClock stepped)
            throws IOException, InterruptedException {
        ByteBuffer body = frame.body();
        switch (frame.type()) {
            case EXPECT -> {
                requireBytes(body, 8, frame.type());
                expect(body.getInt(), body.getInt(), receiver);
            }
            case SENT -> {
                requireBytes(body, 16, frame.type());
                tell(body.getInt(), body.getInt(), body.getLong(), stepped);
            }
            case GREETED -> {
                boolean there = heard.await(GREETING_PATIENCE_MS, TimeUnit.MILLISECONDS);
                channel.send(Frame.of(Frame.Type.HEARD, ByteBuffer.allocate(1).put((byte) (there ? 1 : 0))));
            }
            case SEND -> send(Orders.read(body), payloadBytes, stepped);
            default ->
                throw new IllegalArgumentException(
                        "a caller does not say " + frame.type().words());
        }
    }

    private static void requireBytes(ByteBuffer body, int bytes, Frame.Type type) {
        if (body.remaining() < bytes) {
            throw new IllegalArgumentException(type.words() + " has " + bytes + " octets, not " + body.remaining());
        }
    }

    private void expect(int train, int packets, TrainReceiver receiver) throws IOException {
        if (packets < 1 || packets > TrainOrder.MAX_PACKETS) {
            throw new IllegalArgumentException(
                    "a train has 1 to " + TrainOrder.MAX_PACKETS + " packets, not " + packets);
        }
        Recording next = new Recording(train, packets);
        recording = next;
        receiver.record(next);
        channel.send(Frame.empty(Frame.Type.READY));
    }

    private void tell(int train, int packets, long patienceNs, SteppedClock stepped)
            throws IOException, InterruptedException {
        Recording recorded = recording;
        if (recorded == null || packets < 0) {
            throw new IllegalArgumentException("no train was expected, or " + packets + " packets of it were sent");
        }
        recorded.await(packets, Math.clamp(patienceNs, 0, LONGEST_PATIENCE_NS));
        channel.send(new Instants(train, recorded.arrivedNs(packets), recorded.overflows(), stepped.movedNs())
                .frame(Frame.Type.ARRIVALS));
    }

    private void send(TrainOrder order, int payloadBytes, SteppedClock stepped)
            throws IOException, InterruptedException {
        if (heard.getCount() > 0) {
            throw new IllegalArgumentException("nobody knows where to send, no greeting came");
        }
        if (order.pacedNs() > LONGEST_TRAIN_NS) {
            throw new IllegalArgumentException(
                    "a train may last " + LONGEST_TRAIN_NS / 1_000_000 + " ms, not " + (long) (order.pacedNs() / 1e6));
        }
        sentBytes += (long) order.packets() * payloadBytes;
        if (sentBytes > MOST_BYTES) {
            throw new IllegalArgumentException("a measurement may have " + MOST_BYTES + " octets");
        }
        long[] sentNs = new TrainSender(trains, token).send(order);
        channel.send(new Instants(order.number(), sentNs, 0, stepped.movedNs()).frame(Frame.Type.DEPARTURES));
    }
}
