// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * What a {@link PrototypeServer} does wrong. Test packets and replies are numbered from 0 in each session. Made by one thread,
 * then handed over to a server and left alone.
 *
 * <pre>{@code
 * ServerFaults.none().denying(2).losing(n -> n % 5 == 4).lyingOfArrived(n -> -1)
 * }</pre>
 */
public final class ServerFaults {
    int denyFirst;
    Departure<ServerStep> departure = new Departure<>(null, Leaving.CLOSE);
    String greeting = "accept";
    String readiness = "I'm OK. Please send packet\n";
    boolean trickling;
    boolean foreignReplies;
    IntPredicate lost = n -> false;
    IntPredicate doubled = n -> false;
    IntPredicate lostReplies = n -> false;
    IntPredicate doubledReplies = n -> false;
    IntPredicate cutReplies = n -> false;
    UnaryOperator<Reply> reply = r -> r;
    IntUnaryOperator arrived = n -> n;
    UnaryOperator<TrainResult> result = r -> r;

    private ServerFaults() {}

    public static ServerFaults none() {
        return new ServerFaults();
    }

    /** The first clients are denied, as if another measurement ran. */
    public ServerFaults denying(int clients) {
        denyFirst = clients;
        return this;
    }

    /** It leaves every client there. */
    public ServerFaults leaving(ServerStep step, Leaving how) {
        departure = new Departure<>(step, how);
        return this;
    }

    /** In place of {@code accept}. */
    public ServerFaults greeting(String text) {
        greeting = text;
        return this;
    }

    /** In place of {@code I'm OK. Please send packet\n}. */
    public ServerFaults readiness(String text) {
        readiness = text;
        return this;
    }

    /** Every octet on the control connection is a segment of its own. */
    public ServerFaults trickling() {
        trickling = true;
        return this;
    }

    /** The network loses these test packets on their way here. */
    public ServerFaults losing(IntPredicate which) {
        lost = which;
        return this;
    }

    /** The network delivers these test packets twice. */
    public ServerFaults doubling(IntPredicate which) {
        doubled = which;
        return this;
    }

    public ServerFaults losingReplies(IntPredicate which) {
        lostReplies = which;
        return this;
    }

    public ServerFaults doublingReplies(IntPredicate which) {
        doubledReplies = which;
        return this;
    }

    /** Of these replies all but the last byte is sent. */
    public ServerFaults cuttingReplies(IntPredicate which) {
        cutReplies = which;
        return this;
    }

    /** Behind each reply comes one of another session, and one that is no reply. */
    public ServerFaults foreignReplies() {
        foreignReplies = true;
        return this;
    }

    public ServerFaults lyingInReplies(UnaryOperator<Reply> lie) {
        reply = lie;
        return this;
    }

    /** What is told of a Basic measurement. */
    public ServerFaults lyingOfArrived(IntUnaryOperator lie) {
        arrived = lie;
        return this;
    }

    /** What is told of a train. */
    public ServerFaults lyingInResults(UnaryOperator<TrainResult> lie) {
        result = lie;
        return this;
    }
}
