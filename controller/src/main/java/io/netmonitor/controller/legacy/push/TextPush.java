// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prometheus' text format, version 0.0.4, as the Python client library writes it.
 *
 * <pre>
 * # TYPE netmonitor gauge
 * netmonitor{dip="192.0.2.1",metric="RTT",sip="192.0.2.2"} 0.147
 * </pre>
 */
final class TextPush {
    private TextPush() {}

    /**
     * The samples of the prototype's gauge; those of other families are checked and left out.
     *
     * @throws RefusedException naming the line that is not of the format
     */
    static List<Sample> read(byte[] octets) throws RefusedException {
        String[] lines = text(octets).split("\n", -1);
        Map<String, String> types = new HashMap<>();
        List<Sample> samples = new ArrayList<>();
        int series = 0;
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.startsWith("#")) {
                noteType(line, types);
            } else if (!line.isEmpty()) {
                series++;
                PushedBody.requireFew(series);
                TextLine read = TextLine.of(line, i + 1);
                if (read.name().equals(Sample.FAMILY) && isGauge(types.getOrDefault(Sample.FAMILY, "untyped"))) {
                    samples.add(new Sample(read.labels(), read.value()));
                }
            }
        }
        return samples;
    }

    private static boolean isGauge(String type) {
        return type.equals("gauge") || type.equals("untyped");
    }

    private static void noteType(String line, Map<String, String> types) {
        String[] words = line.split("[ \t]+", 4);
        if (words.length == 4 && words[1].equals("TYPE")) {
            types.putIfAbsent(words[2], words[3]);
        }
    }

    private static String text(byte[] octets) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(Refusal.UNREADABLE, "is not in UTF-8", e);
        }
    }
}
