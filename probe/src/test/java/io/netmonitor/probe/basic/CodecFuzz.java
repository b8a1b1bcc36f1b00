// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.statistics.DelayHistogram;
import io.netmonitor.probe.Allocation;
import java.nio.charset.StandardCharsets;

/** Gives arbitrary octets to codecs that results and keys come in; what is wrong is refused as such. */
public final class CodecFuzz {
    /** A bucket costs about a hundred bytes, and there are no more of them than octets. */
    private static final int MAX_ALLOCATED_BYTES = 1 << 19;

    private CodecFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Allocation.atMost(MAX_ALLOCATED_BYTES, () -> {
            histogram(input);
            key(input);
        });
    }

    private static void histogram(byte[] input) {
        try {
            DelayHistogram histogram = DelayHistogram.decode(input);
            DelayHistogram again = DelayHistogram.decode(histogram.encoded());
            if (again.count() != histogram.count()) {
                throw new AssertionError(again.count() + " delays of " + histogram.count());
            }
        } catch (IllegalArgumentException e) {
            requireWords(e);
        }
    }

    private static void key(byte[] input) {
        try {
            SessionKey key = SessionKey.ofHex(new String(input, StandardCharsets.ISO_8859_1));
            if (!SessionKey.ofHex(key.hex()).equals(key)) {
                throw new AssertionError("a key changed on its way");
            }
        } catch (IllegalArgumentException e) {
            requireWords(e);
        }
    }

    private static void requireWords(IllegalArgumentException e) {
        if (e.getMessage() == null || e.getMessage().isBlank()) {
            throw new AssertionError("refused without words", e);
        }
    }
}
