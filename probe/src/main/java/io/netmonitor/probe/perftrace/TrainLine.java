// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.socket.SystemTime;
import io.netmonitor.probe.socket.TrainSocket;
import io.netmonitor.probe.train.TrainOrder;
import io.netmonitor.probe.train.TrainSender;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Trains over the protocol: tells the server, sends, waits and asks. Used by one platform thread. */
final class TrainLine implements TrainExchange {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LEAD_NS = 1_000_000;
    /** Servers of ours take no more. */
    private static final int MOST_COUNTED_US = 10_000_000;

    private final ControlLine line;
    private final Call call;
    private final TrainSender sender;
    private final SystemTime time = new SystemTime();

    /**
     * Trains of a measurement.
     *
     * @param socket is aimed already
     */
    TrainLine(ControlLine line, Call call, TrainSocket socket, long id) {
        this.line = line;
        this.call = call;
        this.sender = new TrainSender(
                socket, (header, train, sequence) -> ProbePacket.write(header, id, time.nowNs() / 1_000, sequence + 1));
    }

    @Override
    public TrainReading send(TrainOrder order, long countedNs, long restNs) throws IOException, InterruptedException {
        line.send(Words.MEASURE.octets());
        rest(call.roundTripNs() / 2 + LEAD_NS);
        long[] sentNs = sender.send(order);
        rest(restNs);
        int countedUs = Math.clamp(TimeUnit.NANOSECONDS.toMicros(countedNs), 0, MOST_COUNTED_US);
        line.send(new SendMeta(sentNs.length, order.packetBytes(), countedUs).octets());
        TrainResult result = TrainResult.read(line.read(TrainResult.BYTES, PATIENCE));
        requirePossible(result, sentNs.length);
        return new TrainReading(order, sentNs, TimeUnit.MICROSECONDS.toNanos(countedUs), result);
    }

    private void requirePossible(TrainResult result, int sent) throws PerfTraceException {
        boolean possible = result.arrived() >= 0
                && result.arrived() <= sent
                && isRate(result.rateAllBps())
                && isRate(result.rateInDurationBps());
        if (!possible) {
            throw new PerfTraceException(
                    Outcome.FAILED,
                    call.where() + " tells of " + result.arrived() + " of " + sent + " packets at "
                            + result.rateAllBps() + " bit/s, which cannot be");
        }
    }

    private static boolean isRate(float bps) {
        return bps >= 0 && Float.isFinite(bps);
    }

    @Override
    public void rest(long ns) throws InterruptedException {
        long untilNs = System.nanoTime() + ns;
        long leftNs = ns;
        while (leftNs > 0) {
            LockSupport.parkNanos(leftNs);
            if (Thread.interrupted()) {
                throw new InterruptedException("the measurement was given up");
            }
            leftNs = untilNs - System.nanoTime();
        }
    }
}
