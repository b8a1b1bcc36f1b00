// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

import io.netmonitor.probe.train.Train;
import io.netmonitor.probe.train.TrainOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A path as a queueing model, packet by packet: a token bucket that feeds a link with a queue before it, cross traffic by a pattern
 * of its own, and hosts that stamp late now and then. Time is its own, so nothing here depends on the machine.
 */
public final class SimulatedPath implements TrainPath {
    /** How gaps between packets of the cross traffic come about. */
    public enum Pattern {
        CONSTANT,
        POISSON
    }

    /** What happens to packets above the rate. */
    public enum Above {
        QUEUED,
        DROPPED
    }

    /** Nanoseconds that the receiver's clock is ahead of the sender's. */
    private static final long OFFSET_NS = 1_795_000_000_000_000_000L;

    private static final int ETHERNET_BYTES = 14;

    final double linkBps;
    final int packetBytes;
    public Above above = Above.QUEUED;
    double bucketBytes;
    public double queueLimitNs = 50e6;
    public double lossRatio;
    double baseDelayNs = 30_000;
    double stampNoiseNs = 5_000;
    /** What a host that is at work adds to every packet of a train, and not to single ones. */
    double workNs;

    double senderGapNs = 1_500;
    public double fastestSendGapNs;
    public double stallEveryNs;
    public double stallNs;

    private final Random random;
    private final int crossBytes;
    private final Pattern pattern;
    private final double crossGapNs;
    private double nextCrossNs;
    private double nowNs = 1e9;
    private double tokens;
    private double tokensAtNs;
    private double linkFreeNs;
    private double queuedBytes;
    private final ArrayDeque<double[]> queue = new ArrayDeque<>();
    private double[] crossAt = new double[1 << 16];
    private int crossCount;
    private double lastSentNs;

    /**
     * A path.
     *
     * @param linkBps rate of the link, counted with Ethernet headers
     * @param crossShare share of it that the cross traffic takes
     */
    public SimulatedPath(
            long seed, double linkBps, double bucketBytes, double crossShare, Pattern pattern, int packetBytes) {
        this.random = new Random(seed);
        this.linkBps = linkBps;
        this.bucketBytes = bucketBytes;
        this.pattern = pattern;
        this.packetBytes = packetBytes;
        this.crossBytes = 1_420 + ETHERNET_BYTES;
        this.crossGapNs = crossShare == 0 ? Double.POSITIVE_INFINITY : crossBytes * 8e9 / (crossShare * linkBps);
        this.tokens = bucketBytes;
        this.nextCrossNs = crossShare == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * crossGapNs;
        advanceCross(nowNs);
    }

    /** What was available, at the IP layer of the test packets, between two instants of sending: by counting what came. */
    double countedBps(long fromNs, long toNs) {
        int from = Arrays.binarySearch(crossAt, 0, crossCount, (double) fromNs);
        int to = Arrays.binarySearch(crossAt, 0, crossCount, (double) toNs);
        int packets = (to < 0 ? -to - 1 : to) - (from < 0 ? -from - 1 : from);
        return toIp(linkBps - packets * crossBytes * 8e9 / (toNs - fromNs));
    }

    /** What is available in the long run. */
    public double nominalBps() {
        return toIp(linkBps - (crossGapNs == Double.POSITIVE_INFINITY ? 0 : crossBytes * 8e9 / crossGapNs));
    }

    double capacityBps() {
        return toIp(linkBps);
    }

    private double toIp(double wireBps) {
        return wireBps * packetBytes / (packetBytes + ETHERNET_BYTES);
    }

    @Override
    public Train send(TrainOrder order, long patienceNs) {
        nowNs = Math.max(nowNs, lastSentNs) + 1e6;
        long[] sentNs = new long[order.packets()];
        long[] arrivedNs = new long[order.packets()];
        Arrays.fill(arrivedNs, Train.LOST);
        double at = nowNs;
        double pacedFrom = 0;
        double gapNs = Math.max(order.gapNs(), fastestSendGapNs);
        for (int i = 0; i < order.packets(); i++) {
            if (i < order.burstPackets()) {
                at += Math.max(senderGapNs, fastestSendGapNs);
            } else {
                pacedFrom = i == order.burstPackets() ? at : pacedFrom;
                at = Math.max(at, pacedFrom + (i - order.burstPackets() + 1) * gapNs);
            }
            double stepNs = i < order.burstPackets() ? senderGapNs : gapNs;
            if (stallEveryNs > 0 && random.nextDouble() < stepNs / stallEveryNs) {
                at += stallNs;
            }
            sentNs[i] = (long) at;
            advanceCross(at);
            double departs = enqueue(at, packetBytes + ETHERNET_BYTES);
            if (!Double.isNaN(departs) && random.nextDouble() >= lossRatio) {
                double noise = -Math.log(1 - random.nextDouble()) * stampNoiseNs + (order.packets() > 10 ? workNs : 0);
                arrivedNs[i] = (long) (departs + baseDelayNs + noise) + OFFSET_NS;
            }
        }
        lastSentNs = at;
        double lastNs = at;
        for (int i = 0; i < arrivedNs.length; i++) {
            lastNs = Math.max(lastNs, arrivedNs[i] == Train.LOST ? at + patienceNs : arrivedNs[i] - OFFSET_NS);
        }
        nowNs = lastNs + 1e6;
        advanceCross(nowNs);
        return new Train(order, sentNs, arrivedNs, 0);
    }

    @Override
    public void rest(long ns) {
        nowNs = Math.max(nowNs, lastSentNs + ns);
        advanceCross(nowNs);
    }

    /** When each packet of a train was sent. */
    public static long[] sentNs(Train train) {
        return IntStream.range(0, train.sent()).mapToLong(train::sentNs).toArray();
    }

    /** When each packet of a train arrived, or {@link Train#LOST}. */
    public static long[] arrivedNs(Train train) {
        return IntStream.range(0, train.sent()).mapToLong(train::arrivedNs).toArray();
    }

    private void advanceCross(double untilNs) {
        while (nextCrossNs <= untilNs) {
            double _ = enqueue(nextCrossNs, crossBytes);
            if (crossCount == crossAt.length) {
                crossAt = Arrays.copyOf(crossAt, 2 * crossCount);
            }
            crossAt[crossCount++] = nextCrossNs;
            nextCrossNs += switch (pattern) {
                case CONSTANT -> crossGapNs;
                case POISSON -> -Math.log(1 - random.nextDouble()) * crossGapNs;
            };
        }
    }

    /** When a packet that comes now leaves the link, or NaN when it is dropped. */
    private double enqueue(double at, double bytes) {
        double nsPerByte = 8e9 / linkBps;
        while (!queue.isEmpty() && queue.peekFirst()[0] <= at) {
            queuedBytes -= queue.removeFirst()[1];
        }
        if (above == Above.DROPPED) {
            double have = Math.min(bucketBytes, tokens + (at - tokensAtNs) / nsPerByte);
            tokensAtNs = at;
            tokens = have >= bytes ? have - bytes : have;
            return have >= bytes ? at : Double.NaN;
        }
        if (queuedBytes * nsPerByte > queueLimitNs) {
            return Double.NaN;
        }
        double start = Math.max(at, linkFreeNs);
        double have = Math.min(Math.max(bucketBytes, bytes), tokens + (start - tokensAtNs) / nsPerByte);
        double departs = have >= bytes ? start : start + (bytes - have) * nsPerByte;
        tokens = have + (departs - start) / nsPerByte - bytes;
        tokensAtNs = departs;
        linkFreeNs = departs;
        queue.addLast(new double[] {departs, bytes});
        queuedBytes += bytes;
        return departs;
    }
}
