// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/** One run of a {@link PrototypeClient}. Used by one thread. */
final class ClientSession implements Closeable {
    private static final int CONNECT_MS = 10_000;
    private static final int PATIENCE_MS = 10_000;
    private static final int LATE_REPLIES_MS = 500;
    private static final int GREETING_BYTES = 6;
    private static final int MAX_READINESS_BYTES = 256;
    private static final long BEFORE_TRAIN_NS = 1_000_000;
    private static final long AFTER_TRAIN_NS = 10_000_000;

    private final InetSocketAddress server;
    private final Socket socket = new Socket();
    private final ClientPackets packets;
    private final ClientFaults faults;
    private final List<TrainResult> results = new ArrayList<>();
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private DataInputStream in = new DataInputStream(InputStream.nullInputStream());
    private TaskMeta task = new TaskMeta(0, 0, 0, 0, 0);
    private String greeting = "";
    private String readiness = "";
    private OptionalInt arrived = OptionalInt.empty();
    private long roundTripNs;

    ClientSession(InetSocketAddress server, ClientFaults faults) throws IOException {
        this.server = server;
        this.faults = faults;
        packets = new ClientPackets(server, faults);
    }

    /** Connects; whether the server has accepted. Then it is ready. */
    boolean begin(TaskMeta order) throws IOException {
        connect();
        reached(ClientStep.CONNECTED);
        greeting = readGreeting();
        if (!greeting.equals("accept")) {
            return false;
        }
        reached(ClientStep.ACCEPTED);
        task = faults.task.apply(order);
        packets.takeRepliesTo(task.id());
        writeHalves(task.bytes(), ClientStep.HALF_OF_TASK);
        reached(ClientStep.TASK);
        byte[] octets = new byte[MAX_READINESS_BYTES];
        int read = in.read(octets);
        if (read < 0) {
            throw new java.io.EOFException();
        }
        readiness = new String(octets, 0, read, StandardCharsets.UTF_8);
        readiness += readiness.endsWith("\n") ? "" : readLine();
        reached(ClientStep.READY);
        return true;
    }

    private void connect() throws IOException {
        long startNano = System.nanoTime();
        socket.connect(server, CONNECT_MS);
        roundTripNs = System.nanoTime() - startNano;
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Six bytes, or fewer when the server closes. */
    private String readGreeting() throws IOException {
        return new String(in.readNBytes(GREETING_BYTES), StandardCharsets.UTF_8);
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < MAX_READINESS_BYTES && (line.isEmpty() || line.charAt(line.length() - 1) != '\n')) {
            line.append((char) in.readUnsignedByte());
        }
        return line.toString();
    }

    /** Until it has read how many arrived. */
    void basic(int payloadBytes) throws IOException, InterruptedException {
        packets.sendForeign();
        sendHalves(task.probes(), payloadBytes, task.intervalUs() * 1000L);
        reached(ClientStep.PACKETS);
        int told = Integer.reverseBytes(in.readInt());
        arrived = OptionalInt.of(told);
        packets.awaitReplies(Math.min(told, packets.sent()), LATE_REPLIES_MS);
    }

    /** Sends all and says that it is over. */
    void bandwidth(List<PrototypeClient.Train> trains) throws IOException {
        for (PrototypeClient.Train train : trains) {
            write("measure".getBytes(StandardCharsets.US_ASCII));
            reached(ClientStep.MEASURE);
            LockSupport.parkNanos(roundTripNs / 2 + BEFORE_TRAIN_NS);
            packets.sendForeign();
            long gapNs = train.durationUs() * 1000L / train.packets();
            sendHalves(train.packets(), train.ipBytes() - PrototypeClient.HEADER_BYTES, gapNs);
            reached(ClientStep.PACKETS);
            LockSupport.parkNanos(AFTER_TRAIN_NS);
            SendMeta sent = new SendMeta(train.packets(), train.ipBytes(), train.durationUs());
            writeHalves(faults.sent.apply(sent).bytes(), ClientStep.HALF_OF_SENT);
            reached(ClientStep.SENT);
            byte[] octets = new byte[TrainResult.BYTES];
            in.readFully(octets);
            results.add(TrainResult.of(octets));
        }
        write("end".getBytes(StandardCharsets.US_ASCII));
    }

    /** A task that lies about its probes has no more of them sent than a task may have. */
    private void sendHalves(int count, int payloadBytes, long gapNs) throws IOException {
        int bounded = Math.clamp(count, 0, 1_000);
        long boundedNs = Math.clamp(gapNs, 0, 10_000_000);
        packets.send(0, bounded / 2, payloadBytes, boundedNs);
        reached(ClientStep.HALF_OF_PACKETS);
        packets.send(bounded / 2, bounded, payloadBytes, boundedNs);
    }

    private void reached(ClientStep step) throws IOException {
        faults.departure.reached(step, socket);
        if (step == faults.garbageAt) {
            packets.send(faults.garbage);
            socket.getOutputStream().write(faults.garbage);
            in.transferTo(rest);
            throw new java.io.EOFException();
        }
    }

    private void writeHalves(byte[] octets, ClientStep between) throws IOException {
        int half = octets.length / 2;
        write(Arrays.copyOf(octets, half));
        reached(between);
        write(Arrays.copyOfRange(octets, half, octets.length));
    }

    private void write(byte[] octets) throws IOException {
        if (faults.trickling) {
            for (byte octet : octets) {
                socket.getOutputStream().write(octet);
            }
        } else {
            socket.getOutputStream().write(octets);
        }
    }

    ClientRun seen(ClientRun.Ending ending) {
        return new ClientRun(
                greeting,
                readiness,
                packets.sent(),
                packets.replies(),
                packets.strays(),
                arrived,
                results,
                rest.toString(StandardCharsets.ISO_8859_1),
                ending);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        packets.close();
    }
}
