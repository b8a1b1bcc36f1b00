// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.probe.clock.ClockQuality;

/**
 * The two octets that say how far a packet's stamps can be trusted (RFC 4656, section 4.1.2, and RFC 8762, section 4.2.1).
 *
 * <pre>
 * S synchronised | Z stamps are PTP | 6 bits scale | 8 bits multiplier     error = multiplier · 2^scale · 2^−32 s
 * </pre>
 *
 * @param synchronised whether the clock is kept on UTC from outside
 * @param ptp whether the stamps beside it are in PTP's form
 * @param errorNs bound of the error, nanoseconds, at most 292 years
 */
public record ErrorEstimate(boolean synchronised, boolean ptp, long errorNs) {
    private static final double NS_PER_UNIT = 1e9 / 4_294_967_296.0;

    /** What this host's clock quality lets it say. */
    static ErrorEstimate of(ClockQuality quality) {
        return new ErrorEstimate(quality.synchronised(), false, quality.maxErrorNs());
    }

    static ErrorEstimate decode(short octets) {
        int scale = octets >> 8 & 0x3F;
        int multiplier = octets & 0xFF;
        double errorNs = Math.ceil(multiplier * NS_PER_UNIT * Math.pow(2, scale));
        return new ErrorEstimate((octets & 0x8000) != 0, (octets & 0x4000) != 0, (long) errorNs);
    }

    /** Rounds the error up to what can be said; the multiplier is never 0, which would mean nonsense. */
    short encode() {
        double units = Math.max(1, Math.ceil(errorNs / NS_PER_UNIT));
        int scale = 0;
        while (units > 255) {
            units = Math.ceil(units / 2);
            scale++;
        }
        return (short) ((synchronised ? 0x8000 : 0) | (ptp ? 0x4000 : 0) | scale << 8 | (int) units);
    }

    /** Nanoseconds since 1970 of a stamp in the form that an estimate's two octets name. */
    static long epochNs(short octets, long stamp) {
        return (octets & 0x4000) != 0 ? StampTime.fromPtp(stamp) : StampTime.fromNtp(stamp);
    }
}
