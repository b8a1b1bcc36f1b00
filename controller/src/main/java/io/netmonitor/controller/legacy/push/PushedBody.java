// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.outside.OutsideText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads the body of a push, within bounds. */
final class PushedBody {
    /** Octets, also once unpacked. */
    static final int MAX_LENGTH = 1 << 20;

    /** Series of all families. */
    static final int MAX_SERIES = 10_000;

    private static final String PROTOBUF = "application/vnd.google.protobuf";

    private PushedBody() {}

    /**
     * The samples in it.
     *
     * @param contentType text, unless it names the delimited protobuf format
     * @throws RefusedException when it is too large or no such format
     * @throws IOException when it does not come whole
     */
    static List<Sample> read(String contentType, InputStream body) throws IOException, RefusedException {
        byte[] octets = unpacked(bounded(body));
        String type = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
        if (!type.startsWith(PROTOBUF)) {
            return TextPush.read(octets);
        }
        if (!type.contains("proto=io.prometheus.client.metricfamily") || !type.contains("encoding=delimited")) {
            throw new RefusedException(
                    Refusal.UNREADABLE,
                    "is protobuf, but not of io.prometheus.client.MetricFamily, delimited: "
                            + OutsideText.brief(contentType));
        }
        return ProtobufPush.read(octets);
    }

    /** No text and no protobuf of a metric begins as gzip does, so what the header says does not matter. */
    private static byte[] unpacked(byte[] octets) throws RefusedException {
        if (octets.length < 2 || (octets[0] & 0xFF) != 0x1F || (octets[1] & 0xFF) != 0x8B) {
            return octets;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(octets))) {
            return bounded(in);
        } catch (IOException e) {
            throw new RefusedException(Refusal.UNREADABLE, "begins as gzip does and is none", e);
        }
    }

    private static byte[] bounded(InputStream in) throws IOException, RefusedException {
        byte[] octets = in.readNBytes(MAX_LENGTH + 1);
        if (octets.length > MAX_LENGTH) {
            throw new RefusedException(Refusal.TOO_LARGE, "is longer than " + MAX_LENGTH + " octets");
        }
        return octets;
    }

    static void requireFew(int series) throws RefusedException {
        if (series > MAX_SERIES) {
            throw new RefusedException(Refusal.TOO_LARGE, "has more than " + MAX_SERIES + " series");
        }
    }
}
