// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.util.ArrayList;
import java.util.List;

/**
 * Liars, one for each field of the wire and each odd value in it, by what they lie in.
 *
 * <pre>
 * arrived -1       task duration 2147483647       both rates NaN
 * </pre>
 */
public final class Lies {
    private static final int[] INTS = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE};
    private static final int[] MODES = {Integer.MIN_VALUE, -1, 0, 3, Integer.MAX_VALUE};
    private static final long[] LONGS = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
    private static final float[] FLOATS = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1, 0, Float.MIN_VALUE, Float.MAX_VALUE
    };

    private Lies() {}

    /** A liar; its name tells the field and what stands in it. */
    public record Lie<F>(String name, F faults) {
        @Override
        public String toString() {
            return name;
        }
    }

    private interface ReplyLie<T> {
        Reply of(Reply r, T odd);
    }

    private interface ResultLie<T> {
        TrainResult of(TrainResult r, T odd);
    }

    private interface TaskLie<T> {
        TaskMeta of(TaskMeta t, T odd);
    }

    private interface PacketLie<T> {
        TestPacket of(TestPacket p, T odd);
    }

    private interface SentLie {
        SendMeta of(SendMeta s, int odd);
    }

    /** Servers that lie in what a Basic client reads. */
    public static List<Lie<ServerFaults>> ofBasicServers() {
        List<Lie<ServerFaults>> lies = new ArrayList<>();
        for (int odd : INTS) {
            lies.add(new Lie<>("arrived " + odd, ServerFaults.none().lyingOfArrived(n -> odd)));
            add(
                    lies,
                    "send_sequence ",
                    odd,
                    (r, o) -> new Reply(r.id(), r.sendTimeUs(), o, r.replySequence(), r.arrivalTimeUs()));
            add(
                    lies,
                    "reply_sequence ",
                    odd,
                    (r, o) -> new Reply(r.id(), r.sendTimeUs(), r.sendSequence(), o, r.arrivalTimeUs()));
        }
        for (long odd : LONGS) {
            add(
                    lies,
                    "id ",
                    odd,
                    (r, o) -> new Reply(o, r.sendTimeUs(), r.sendSequence(), r.replySequence(), r.arrivalTimeUs()));
            add(
                    lies,
                    "send_time ",
                    odd,
                    (r, o) -> new Reply(r.id(), o, r.sendSequence(), r.replySequence(), r.arrivalTimeUs()));
            add(
                    lies,
                    "arrival_time ",
                    odd,
                    (r, o) -> new Reply(r.id(), r.sendTimeUs(), r.sendSequence(), r.replySequence(), o));
        }
        return lies;
    }

    private static <T> void add(List<Lie<ServerFaults>> lies, String field, T odd, ReplyLie<T> lie) {
        lies.add(new Lie<>(field + odd, ServerFaults.none().lyingInReplies(r -> lie.of(r, odd))));
    }

    /** Servers that lie in what a bandwidth client reads. */
    public static List<Lie<ServerFaults>> ofBandwidthServers() {
        List<Lie<ServerFaults>> lies = new ArrayList<>();
        for (int odd : INTS) {
            addResult(
                    lies,
                    "mean_owd ",
                    odd,
                    (r, o) -> new TrainResult(
                            o, r.jitterUs(), r.arrived(), r.lossRate(), r.rateAll(), r.rateInDuration()));
            addResult(
                    lies,
                    "arrived ",
                    odd,
                    (r, o) -> new TrainResult(
                            r.meanOwdUs(), r.jitterUs(), o, r.lossRate(), r.rateAll(), r.rateInDuration()));
        }
        for (float odd : FLOATS) {
            addResult(
                    lies,
                    "jitter ",
                    odd,
                    (r, o) -> new TrainResult(
                            r.meanOwdUs(), o, r.arrived(), r.lossRate(), r.rateAll(), r.rateInDuration()));
            addResult(
                    lies,
                    "loss_rate ",
                    odd,
                    (r, o) -> new TrainResult(
                            r.meanOwdUs(), r.jitterUs(), r.arrived(), o, r.rateAll(), r.rateInDuration()));
            addResult(
                    lies,
                    "rate_all ",
                    odd,
                    (r, o) -> new TrainResult(
                            r.meanOwdUs(), r.jitterUs(), r.arrived(), r.lossRate(), o, r.rateInDuration()));
            addResult(
                    lies,
                    "rate_in_duration ",
                    odd,
                    (r, o) -> new TrainResult(r.meanOwdUs(), r.jitterUs(), r.arrived(), r.lossRate(), r.rateAll(), o));
            addResult(
                    lies,
                    "both rates ",
                    odd,
                    (r, o) -> new TrainResult(r.meanOwdUs(), r.jitterUs(), r.arrived(), r.lossRate(), o, o));
        }
        return lies;
    }

    private static <T> void addResult(List<Lie<ServerFaults>> lies, String field, T odd, ResultLie<T> lie) {
        lies.add(new Lie<>(field + odd, ServerFaults.none().lyingInResults(r -> lie.of(r, odd))));
    }

    /** Clients that lie in what a server reads of either mode. */
    public static List<Lie<ClientFaults>> ofClients() {
        List<Lie<ClientFaults>> lies = new ArrayList<>();
        for (int odd : INTS) {
            addTask(
                    lies,
                    "task probes ",
                    odd,
                    (t, o) -> new TaskMeta(t.id(), o, t.durationUs(), t.intervalUs(), t.mode()));
            addTask(
                    lies,
                    "task duration ",
                    odd,
                    (t, o) -> new TaskMeta(t.id(), t.probes(), o, t.intervalUs(), t.mode()));
            addTask(
                    lies,
                    "task interval ",
                    odd,
                    (t, o) -> new TaskMeta(t.id(), t.probes(), t.durationUs(), o, t.mode()));
            addPacket(lies, "packet sequence ", odd, (p, o) -> new TestPacket(p.id(), p.sendTimeUs(), o));
        }
        for (int odd : MODES) {
            addTask(
                    lies,
                    "task mode ",
                    odd,
                    (t, o) -> new TaskMeta(t.id(), t.probes(), t.durationUs(), t.intervalUs(), o));
        }
        for (long odd : LONGS) {
            addTask(
                    lies,
                    "task id ",
                    odd,
                    (t, o) -> new TaskMeta(o, t.probes(), t.durationUs(), t.intervalUs(), t.mode()));
            addPacket(lies, "packet id ", odd, (p, o) -> new TestPacket(o, p.sendTimeUs(), p.sequence()));
            addPacket(lies, "packet send_time ", odd, (p, o) -> new TestPacket(p.id(), o, p.sequence()));
        }
        return lies;
    }

    /** Bandwidth clients that lie of their trains. */
    public static List<Lie<ClientFaults>> ofTrainClients() {
        List<Lie<ClientFaults>> lies = new ArrayList<>();
        for (int odd : INTS) {
            addSent(lies, "sent probes ", odd, (s, o) -> new SendMeta(o, s.packetSize(), s.durationUs()));
            addSent(lies, "sent size ", odd, (s, o) -> new SendMeta(s.probes(), o, s.durationUs()));
            addSent(lies, "sent duration ", odd, (s, o) -> new SendMeta(s.probes(), s.packetSize(), o));
        }
        return lies;
    }

    private static <T> void addTask(List<Lie<ClientFaults>> lies, String field, T odd, TaskLie<T> lie) {
        lies.add(new Lie<>(field + odd, ClientFaults.none().lyingInTask(t -> lie.of(t, odd))));
    }

    private static <T> void addPacket(List<Lie<ClientFaults>> lies, String field, T odd, PacketLie<T> lie) {
        lies.add(new Lie<>(field + odd, ClientFaults.none().lyingInPackets(p -> lie.of(p, odd))));
    }

    private static void addSent(List<Lie<ClientFaults>> lies, String field, int odd, SentLie lie) {
        lies.add(new Lie<>(field + odd, ClientFaults.none().lyingInSent(s -> lie.of(s, odd))));
    }
}
