// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client that a {@link PrototypeServer} has accepted. Lives on one thread, beside one that takes the trains. */
final class ServerSession implements Closeable {
    private static final long GRACE_NS = 100_000_000;
    /** For clients that a busy host held up; without it a tenth of a second without processor looks like loss. */
    private static final long HELD_UP_NS = 1_000_000_000;

    private static final long FOREVER_NS = Long.MAX_VALUE >> 1;
    private static final String MEASURE = "measure";
    private static final String END = "end";

    private final Socket socket;
    private final InetSocketAddress udp;
    private final ServerFaults faults;
    private final List<SendMeta> trains = new ArrayList<>();
    private volatile @Nullable DatagramSocket probes;
    private @Nullable Reception reception;
    private boolean ended;

    ServerSession(Socket socket, InetSocketAddress udp, ServerFaults faults) {
        this.socket = socket;
        this.udp = udp;
        this.faults = faults;
    }

    /** Null when the client did not get as far as its task. */
    @Nullable
    Served run() {
        String ending = "done";
        try {
            serve();
        } catch (IOException e) {
            ending = e.getMessage() == null ? e.toString() : e.getMessage();
        } catch (InterruptedException e) {
            ending = "interrupted";
        } finally {
            closeProbes();
        }
        return reception == null ? null : reception.served(trains, ended, ending);
    }

    private void serve() throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        reached(ServerStep.CONNECTED);
        writeHalves(faults.greeting.getBytes(StandardCharsets.UTF_8), ServerStep.HALF_OF_ACCEPT);
        long askedNano = System.nanoTime();
        reached(ServerStep.ACCEPTED);
        TaskMeta task = TaskMeta.of(read(in, TaskMeta.BYTES));
        long roundTripNs = System.nanoTime() - askedNano;
        DatagramSocket opened = new DatagramSocket(udp);
        probes = opened;
        Reception packets = new Reception(opened, task, faults);
        reception = packets;
        reached(ServerStep.TASK_READ);
        writeHalves(faults.readiness.getBytes(StandardCharsets.UTF_8), ServerStep.HALF_OF_READY);
        reached(ServerStep.READY);
        if (task.mode() == TaskMeta.BASIC) {
            packets.run(System.nanoTime() + task.durationUs() * 1000L + roundTripNs + GRACE_NS);
            packets.awaitLate(task.probes(), System.nanoTime() + HELD_UP_NS);
            reached(ServerStep.PACKETS_READ);
            writeHalves(result(packets.arrived()), ServerStep.HALF_OF_RESULT);
            reached(ServerStep.RESULT);
        } else {
            Thread.ofPlatform().name("prototype-trains").daemon().start(() -> receive(packets));
            serveTrains(in, packets);
        }
        socket.close();
    }

    private byte[] result(int arrived) {
        return Structure.empty(Integer.BYTES)
                .putInt(faults.arrived.applyAsInt(arrived))
                .array();
    }

    private static void receive(Reception packets) {
        try {
            packets.run(System.nanoTime() + FOREVER_NS);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void serveTrains(DataInputStream in, Reception packets) throws IOException, InterruptedException {
        while (true) {
            String word = new String(read(in, END.length()), StandardCharsets.US_ASCII);
            if (word.equals(END)) {
                ended = true;
                return;
            }
            word += new String(read(in, MEASURE.length() - END.length()), StandardCharsets.US_ASCII);
            if (!word.equals(MEASURE)) {
                throw new IOException("neither measure nor end: " + word);
            }
            reached(ServerStep.MEASURE_READ);
            SendMeta sent = SendMeta.of(read(in, SendMeta.BYTES));
            trains.add(sent);
            packets.drain();
            reached(ServerStep.PACKETS_READ);
            TrainResult seen = packets.endTrain(sent);
            writeHalves(faults.result.apply(seen).bytes(), ServerStep.HALF_OF_RESULT);
            reached(ServerStep.RESULT);
        }
    }

    private void reached(ServerStep step) throws IOException {
        faults.departure.reached(step, socket);
    }

    private static byte[] read(DataInputStream in, int bytes) throws IOException {
        byte[] octets = new byte[bytes];
        try {
            in.readFully(octets);
        } catch (EOFException e) {
            throw new IOException("client has closed", e);
        }
        return octets;
    }

    private void writeHalves(byte[] octets, ServerStep between) throws IOException {
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

    private void closeProbes() {
        DatagramSocket open = probes;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        closeProbes();
    }
}
