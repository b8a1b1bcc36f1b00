// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldPortTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void isOursWhetherAServerIsThereOrNot(String address) throws Exception {
        try (HeldPort held = new HeldPort(InetAddress.ofLiteral(address))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> connect(held.address())).isInstanceOf(ConnectException.class);
                HttpServer server = HttpServer.create(held.address(), 0);
                server.start();
                assertThat(connect(held.address())).isTrue();
                server.stop(0);
            }
            assertThatThrownBy(() -> bind(held.address())).isInstanceOf(BindException.class);
        }
    }

    private static boolean connect(InetSocketAddress to) throws IOException {
        try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
            return socket.isConnected();
        }
    }

    /** As one does who did not ask for a port that is held. */
    private static void bind(InetSocketAddress at) throws IOException {
        try (ServerSocket other = new ServerSocket()) {
            other.setReuseAddress(false);
            other.bind(at);
        }
    }
}
