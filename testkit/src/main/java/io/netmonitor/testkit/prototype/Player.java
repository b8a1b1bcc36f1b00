// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Plays one side of a transcript, step by step. Used by one thread. */
final class Player {
    private final Transcript transcript;
    private final String side;
    private final ReplaySockets sockets;
    private final Bindings bindings;

    Player(Transcript transcript, String side, ReplaySockets sockets, Bindings bindings) {
        this.transcript = transcript;
        this.side = side;
        this.sockets = sockets;
        this.bindings = bindings;
    }

    void play() throws IOException {
        play(transcript.steps());
    }

    private void play(List<Step> steps) throws IOException {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step instanceof Step.Repeats repeats) {
                repeat(repeats, i + 1 < steps.size() ? firstOctet(steps.get(i + 1)) : -1);
            } else if (side.equals(step.by())) {
                act(step);
            } else {
                boolean last = i + 1 < steps.size() && steps.get(i + 1) instanceof Step.Closes;
                check(step, last);
            }
        }
    }

    /** As often as it is to be played, or until the other side goes on. */
    private void repeat(Step.Repeats repeats, int onward) throws IOException {
        Map<String, byte[]> before = bindings.state();
        boolean mine = side.equals(repeats.steps().getFirst().by());
        for (int done = 0; mine ? done < repeats.times() : done == 0 || sockets.peek() != onward; done++) {
            bindings.goBackTo(before);
            play(repeats.steps());
        }
    }

    private static int firstOctet(Step step) {
        return step instanceof Step.Says says && says.pieces().getFirst() instanceof Piece.Literal literal
                ? literal.octets().charAt(0)
                : -1;
    }

    private void act(Step step) throws IOException {
        switch (step) {
            case Step.Says says when says.udp() -> sockets.send(bindings.say(says.pieces(), 1));
            case Step.Says says -> sockets.write(bindings.say(says.pieces(), 1));
            case Step.Burst burst -> {
                int count = Structure.of(bindings.value(burst.count(), 1)).getInt();
                for (int number = 1; number <= count; number++) {
                    sockets.send(bindings.say(burst.pieces(), number));
                    LockSupport.parkNanos(1_000_000);
                }
            }
            case Step.Waits waits -> LockSupport.parkNanos(waits.ms() * 1_000_000L);
            case Step.Closes _ -> sockets.close();
            case Step.Repeats repeats -> throw new IllegalStateException("repetition in a repetition: " + repeats);
        }
    }

    private void check(Step step, boolean last) throws IOException {
        switch (step) {
            case Step.Says says when says.udp() -> check(step, says.pieces(), receive(step), 1);
            case Step.Says says -> check(step, says.pieces(), read(says, last), 1);
            case Step.Burst burst -> checkBurst(burst);
            case Step.Waits _ -> {}
            case Step.Closes closes -> checkClosed(closes);
            case Step.Repeats repeats -> throw new IllegalStateException("repetition in a repetition: " + repeats);
        }
    }

    private byte[] receive(Step step) throws IOException {
        try {
            return sockets.receive();
        } catch (SocketTimeoutException e) {
            throw wrong(step, "no datagram came");
        }
    }

    private byte[] read(Step.Says says, boolean last) throws IOException {
        List<Piece> pieces = says.pieces();
        if (last) {
            return sockets.readToEnd();
        }
        if (pieces.stream().allMatch(Piece::isFixed)) {
            return sockets.read(pieces.stream().mapToInt(Piece::length).sum());
        }
        Map<String, byte[]> before = bindings.state();
        return sockets.readUntil(octets -> {
            boolean satisfied = bindings.check(pieces, octets, 1) == null;
            bindings.goBackTo(before);
            return satisfied;
        });
    }

    /** How many there are is what the other side says later; here at most none may be missing in between. */
    private void checkBurst(Step.Burst burst) throws IOException {
        int[] number = {0};
        sockets.receiveUntilTold(octets -> {
            number[0]++;
            check(burst, burst.pieces(), octets, number[0]);
        });
        if (number[0] == 0) {
            throw wrong(burst, "no datagram came");
        }
        byte[] count = Structure.empty(burst.count().bytes()).putInt(number[0]).array();
        check(burst, List.of(burst.count()), count, 1);
    }

    private void check(Step step, List<Piece> pieces, byte[] octets, int number) {
        String fault = bindings.check(pieces, octets, number);
        if (fault != null) {
            throw wrong(step, fault);
        }
    }

    private void checkClosed(Step.Closes closes) throws IOException {
        try {
            for (byte[] octets : sockets.leftOver()) {
                throw wrong(closes, "goes on with " + Bindings.describe(octets));
            }
        } catch (SocketTimeoutException e) {
            throw wrong(closes, "does not close");
        }
    }

    private AssertionError wrong(Step step, String what) {
        return new AssertionError(transcript.name() + ".txt line " + step.line() + ": " + step.by() + " " + what);
    }
}
