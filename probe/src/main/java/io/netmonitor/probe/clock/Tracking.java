// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.clock;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * chronyd's answer to <i>tracking</i>, in its monitoring protocol, version 6 (candm.h of chrony 1.30 and later; the octets
 * below were seen in exchanges with chrony 4.3).
 *
 * <pre>
 * request  0 version 6 | 1 kind 1 | 4 command 33 | 8 sequence | zeros up to the answer's length, or chronyd refuses
 * answer   0 version 6 | 1 kind 2 | 4 command 33 | 6 form 5   | 8 status | 16 sequence | 28 reference id | 54 leap
 *          68 correction | 84 residual frequency | 88 skew | 92 root delay | 96 root dispersion
 * </pre>
 *
 * Times are in seconds and frequencies in ppm, as numbers of 7 bits of exponent and 25 bits of coefficient.
 *
 * @param kept whether chronyd has a source of time other than this host's own clock
 * @param errorNs bound of the clock's distance to UTC when chronyd answered, nanoseconds
 * @param driftPpm how fast that bound grows until chronyd hears its source again
 */
record Tracking(boolean kept, double errorNs, double driftPpm) {
    static final int BYTES = 104;

    private static final byte VERSION = 6;
    private static final byte REQUEST = 1;
    private static final byte ANSWER = 2;
    private static final short COMMAND = 33;
    private static final short FORM = 5;
    private static final int LEAP_UNSYNCHRONISED = 3;
    /** The reference id 127.127.1.1 of chronyd's {@code local}: a clock that is compared with nothing. */
    private static final int OWN_CLOCK = 0x7F7F0101;
    /** What chronyd adds for the oscillator itself, its {@code maxclockerror}. */
    private static final double OSCILLATOR_PPM = 1;

    static byte[] request(int sequence) {
        return ByteBuffer.allocate(BYTES)
                .put(0, VERSION)
                .put(1, REQUEST)
                .putShort(4, COMMAND)
                .putInt(8, sequence)
                .array();
    }

    /** Reads an answer; empty for what is none to that request. */
    static Optional<Tracking> answer(ByteBuffer packet, int sequence) {
        boolean answers = packet.remaining() >= BYTES
                && packet.get(0) == VERSION
                && packet.get(1) == ANSWER
                && packet.getShort(4) == COMMAND
                && packet.getShort(6) == FORM
                && packet.getShort(8) == 0
                && packet.getInt(16) == sequence;
        if (!answers) {
            return Optional.empty();
        }
        int reference = packet.getInt(28);
        boolean kept = packet.getShort(54) != LEAP_UNSYNCHRONISED && reference != 0 && reference != OWN_CLOCK;
        // The dispersion holds the growth since chronyd last heard its source.
        double error = Math.abs(number(packet.getInt(68)))
                + Math.abs(number(packet.getInt(92))) / 2
                + Math.abs(number(packet.getInt(96)));
        double drift = Math.abs(number(packet.getInt(84))) + Math.abs(number(packet.getInt(88))) + OSCILLATOR_PPM;
        return Optional.of(new Tracking(kept, error * 1e9, drift));
    }

    /** The clock's quality so long after the answer. */
    ClockQuality quality(long ageNs) {
        double boundNs = Math.ceil(errorNs + driftPpm * 1e-6 * ageNs);
        // A source that is that far off keeps nothing on time.
        return kept && boundNs < ClockQuality.UNKNOWN.maxErrorNs()
                ? new ClockQuality(true, (long) boundNs)
                : ClockQuality.UNKNOWN;
    }

    private static double number(int octets) {
        int exponent = octets >> 25;
        int coefficient = octets << 7 >> 7;
        return Math.scalb((double) coefficient, exponent - 25);
    }
}
