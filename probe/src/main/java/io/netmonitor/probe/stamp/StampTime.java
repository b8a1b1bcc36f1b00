// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

/**
 * Time stamps as they stand in packets: 32 bits of seconds, 32 bits of a fraction. NTP (RFC 5905) counts seconds since 1900
 * and 2^−32 s; PTP's truncated form (IEEE 1588v2) counts seconds since 1970 and nanoseconds.
 *
 * <p>A nanosecond is longer than NTP's fraction, so nanoseconds survive the way there and back unchanged.
 */
final class StampTime {
    private static final long PER_SECOND = 1_000_000_000L;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long MASK = 0xFFFF_FFFFL;

    private StampTime() {}

    /** The NTP form of nanoseconds since 1970. */
    static long toNtp(long epochNs) {
        long seconds = Math.floorDiv(epochNs, PER_SECOND) + SECONDS_1900_TO_1970;
        long fraction = ((Math.floorMod(epochNs, PER_SECOND) << 32) + PER_SECOND / 2) / PER_SECOND;
        return (seconds & MASK) << 32 | fraction;
    }

    /** Nanoseconds since 1970 of an NTP stamp, right from 1968 to 2104: below 2^31 s it is of the era after 2036. */
    static long fromNtp(long stamp) {
        long seconds = stamp >>> 32;
        if (seconds < 0x8000_0000L) {
            seconds += 1L << 32;
        }
        long nanos = ((stamp & MASK) * PER_SECOND + (1L << 31)) >>> 32;
        return (seconds - SECONDS_1900_TO_1970) * PER_SECOND + nanos;
    }

    /** Nanoseconds since 1970 of a truncated PTP stamp, right to 2106. */
    static long fromPtp(long stamp) {
        return (stamp >>> 32) * PER_SECOND + (stamp & MASK);
    }
}
