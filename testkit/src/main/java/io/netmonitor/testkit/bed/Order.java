// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

/**
 * What a paced source shall send. An immutable value.
 *
 * @param wireBps the mean rate, counted with 14 bytes of Ethernet a packet; 0 is silence
 * @param seed of the random gaps
 */
record Order(long wireBps, Pattern pattern, long seed) {
    static final Order SILENCE = new Order(0, Pattern.CONSTANT, 0);

    Order {
        if (wireBps < 0) {
            throw new IllegalArgumentException("rate < 0: " + wireBps + " bit/s");
        }
    }

    /** Reads {@code rate BPS PATTERN SEED}. */
    static Order parse(String[] words) {
        return new Order(Long.parseLong(words[1]), Pattern.valueOf(words[2]), Long.parseLong(words[3]));
    }

    /** What {@link #parse} reads. */
    String line() {
        return "rate " + wireBps + " " + pattern + " " + seed;
    }
}
