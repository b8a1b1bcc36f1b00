// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PrototypeClient} does wrong. Made by one thread, then handed over to a client and left alone.
 *
 * <pre>{@code
 * ClientFaults.none().leaving(ClientStep.TASK, Leaving.RESET)
 * }</pre>
 */
public final class ClientFaults {
    Departure<ClientStep> departure = new Departure<>(null, Leaving.CLOSE);

    @Nullable
    ClientStep garbageAt;

    byte[] garbage = {};
    int foreign;
    boolean trickling;
    UnaryOperator<TaskMeta> task = t -> t;
    UnaryOperator<TestPacket> packet = p -> p;
    UnaryOperator<SendMeta> sent = s -> s;

    private ClientFaults() {}

    public static ClientFaults none() {
        return new ClientFaults();
    }

    /** It vanishes there. */
    public ClientFaults leaving(ClientStep step, Leaving how) {
        departure = new Departure<>(step, how);
        return this;
    }

    /** There it sends these octets by TCP and as one datagram, then only listens. */
    public ClientFaults garbage(ClientStep step, byte[] octets) {
        garbageAt = step;
        garbage = octets.clone();
        return this;
    }

    /** Before its own it sends that many test packets each with another id, from a socket of their own. */
    public ClientFaults foreign(int packets) {
        foreign = packets;
        return this;
    }

    /** Every octet on the control connection is a segment of its own. */
    public ClientFaults trickling() {
        trickling = true;
        return this;
    }

    public ClientFaults lyingInTask(UnaryOperator<TaskMeta> lie) {
        task = lie;
        return this;
    }

    public ClientFaults lyingInPackets(UnaryOperator<TestPacket> lie) {
        packet = lie;
        return this;
    }

    public ClientFaults lyingInSent(UnaryOperator<SendMeta> lie) {
        sent = lie;
        return this;
    }
}
