// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class DoorTest {
    private final BlockingQueue<Socket> guests = new LinkedBlockingQueue<>();

    @Test
    void letsInWhoeverComesUntilItIsClosed() throws Exception {
        Door closed;
        try (Door door = new Door(listening(0), "test")) {
            door.open(guests::add);

            call(door);
            call(door);

            await().until(() -> guests.size() == 2);
            closed = door;
        }
        // Java closes a port on which a thread waits only when that thread has heard of it.
        await().untilAsserted(() -> assertThatThrownBy(() -> call(closed)).isInstanceOf(ConnectException.class));
        assertThat(closed.trouble()).isNull();
    }

    @Test
    void opensAgainOnceTheHostHasDescriptors() throws Exception {
        try (Door door = new Door(listening(3), "test")) {
            door.open(guests::add);
            await().untilAsserted(() -> assertThat(door.trouble()).isEqualTo("Too many open files"));

            call(door);

            await().until(() -> guests.size() == 1);
            await().untilAsserted(() -> assertThat(door.trouble()).isNull());
        }
    }

    @Test
    void outlivesAHostThatIsAtFault() throws Exception {
        try (Door door = new Door(listening(0), "test")) {
            AtomicBoolean atFault = new AtomicBoolean(true);
            door.open(guest -> {
                guests.add(guest);
                if (atFault.getAndSet(false)) {
                    throw new IllegalStateException("no room");
                }
            });

            call(door);
            await().untilAsserted(() -> assertThat(door.trouble()).isEqualTo("no room"));
            assertThat(guests.remove().isClosed()).isTrue();
            call(door);

            await().untilAsserted(() -> assertThat(door.trouble()).isNull());
        }
    }

    private static void call(Door door) throws IOException {
        new Socket(door.address().getAddress(), door.address().getPort()).close();
    }

    /** A socket whose first accepts fail as those of a process without file descriptors do. */
    private static ServerSocket listening(int failures) throws IOException {
        return new ServerSocket(FreePort.find(InetAddress.getLoopbackAddress()), 5, InetAddress.getLoopbackAddress()) {
            private int left = failures;

            @Override
            public Socket accept() throws IOException {
                if (left > 0) {
                    left--;
                    throw new SocketException("Too many open files");
                }
                return super.accept();
            }
        };
    }
}
