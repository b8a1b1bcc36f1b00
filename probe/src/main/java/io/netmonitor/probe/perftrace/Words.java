// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.nio.charset.StandardCharsets;

/** What the two ends say to each other besides numbers, without terminators. */
enum Words {
    ACCEPT("accept"),
    DENY("deny"),
    GO("I'm OK. Please send packet\n"),
    MEASURE("measure"),
    END("end");

    private final String text;

    Words(String text) {
        this.text = text;
    }

    byte[] octets() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    int bytes() {
        return text.length();
    }

    /** Whether octets begin with these words. */
    boolean begin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1).startsWith(text);
    }
}
