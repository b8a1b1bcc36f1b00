// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The prototype's {@code perftrace_cli} on the wire. It reports what it sees and judges nothing; a run never fails because of what
 * the server does, and says instead how it ended.
 *
 * <p>Safe for use by many threads; each run has sockets of its own. Closing closes those on which it has fallen silent.
 */
public final class PrototypeClient implements Closeable {
    /** IP and UDP headers, as the prototype counts them whatever the family. */
    public static final int HEADER_BYTES = 28;

    /** A train: that many packets of that length with headers, spread over that time. */
    public record Train(int packets, int ipBytes, int durationUs) {}

    private final InetSocketAddress server;
    private final ClientFaults faults;
    private final List<ClientSession> silent = new CopyOnWriteArrayList<>();

    public PrototypeClient(InetSocketAddress server, ClientFaults faults) {
        this.server = server;
        this.faults = faults;
    }

    /**
     * Measures delay, as {@code -m 1 -c count -i interval -l ipBytes} does.
     *
     * @throws IOException when there is nobody to connect to
     */
    public ClientRun basic(int count, int intervalUs, int ipBytes) throws IOException, InterruptedException {
        TaskMeta task = new TaskMeta(newId(), count, intervalUs * (count - 1), intervalUs, TaskMeta.BASIC);
        return run(task, session -> session.basic(ipBytes - HEADER_BYTES));
    }

    /**
     * Sends these trains, as {@code -m 2} does, and says {@code end}.
     *
     * @throws IOException when there is nobody to connect to
     */
    public ClientRun bandwidth(List<Train> trains) throws IOException, InterruptedException {
        Train first = trains.getFirst();
        TaskMeta task = new TaskMeta(
                newId(), first.packets(), first.durationUs(), first.durationUs() / first.packets(), TaskMeta.BANDWIDTH);
        return run(task, session -> session.bandwidth(trains));
    }

    private interface Course {
        void run(ClientSession session) throws IOException, InterruptedException;
    }

    private ClientRun run(TaskMeta task, Course course) throws IOException, InterruptedException {
        ClientSession session = new ClientSession(server, faults);
        ClientRun.Ending ending = ClientRun.Ending.DONE;
        try {
            if (session.begin(task)) {
                course.run(session);
            } else {
                ending = ClientRun.Ending.DENIED;
            }
        } catch (Departure.Left e) {
            ending = ClientRun.Ending.LEFT;
        } catch (ConnectException | NoRouteToHostException e) {
            session.close();
            throw e;
        } catch (java.net.SocketTimeoutException e) {
            ending = ClientRun.Ending.SILENT;
        } catch (EOFException | java.net.SocketException e) {
            // A server that resets at once can be faster than connecting is.
            ending = ClientRun.Ending.CLOSED;
        }
        if (ending == ClientRun.Ending.LEFT && faults.departure.how() == Leaving.SILENCE) {
            silent.add(session);
        } else {
            session.close();
        }
        return session.seen(ending);
    }

    private static long newId() {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE >> 1);
    }

    @Override
    public void close() throws IOException {
        for (ClientSession session : silent) {
            session.close();
        }
    }
}
