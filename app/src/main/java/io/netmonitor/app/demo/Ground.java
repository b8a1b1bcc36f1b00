// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Where the demo's nodes stand: in a lab of network namespaces, or all on loopback. Closing it removes what was made. */
sealed interface Ground extends AutoCloseable permits LabGround, LoopbackGround {
    /** The four nodes. */
    List<Member> members();

    /** Where the controller listens for agents. */
    InetSocketAddress agents();

    /** What people should know about it, each one sentence. */
    List<String> notices();

    /** The shell commands that make it, none on loopback. */
    List<String> commands();

    /** The shell commands that remove it again, none on loopback. */
    List<String> downCommands();

    @Override
    void close() throws IOException;
}
