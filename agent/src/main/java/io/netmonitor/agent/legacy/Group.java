// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one job has at the Pushgateway: for each peer what the last measurement gave, in the words of the client library that old
 * nodes use.
 *
 * <pre>
 * # HELP netmonitor Network performance
 * # TYPE netmonitor gauge
 * netmonitor{dip="192.0.2.1",metric="RTT",sip="192.0.2.2"} 0.147
 * </pre>
 *
 * <p>Old nodes keep a peer's values for ever; here those of a peer that cannot be measured any more go, since they would look like
 * measured ones. Owned by one thread.
 */
final class Group {
    private static final String HEAD = "# HELP netmonitor Network performance\n# TYPE netmonitor gauge\n";
    private static final int PLAIN_DIGITS = 6;

    private final Map<String, List<Sample>> byPeer = new TreeMap<>();

    /** Replaces what there is of a peer. */
    void put(String peer, List<Sample> samples) {
        byPeer.put(peer, List.copyOf(samples));
    }

    /** Drops what there is of a peer, and tells whether there was anything. */
    boolean remove(String peer) {
        return byPeer.remove(peer) != null;
    }

    /** The whole group in the text format. */
    String text() {
        StringBuilder text = new StringBuilder(HEAD);
        byPeer.values()
                .forEach(samples -> samples.forEach(sample -> text.append("netmonitor{dip=\"")
                        .append(escaped(sample.dip()))
                        .append("\",metric=\"")
                        .append(escaped(sample.metric()))
                        .append("\",sip=\"")
                        .append(escaped(sample.sip()))
                        .append("\"} ")
                        .append(number(sample.value()))
                        .append('\n')));
        return text.toString();
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    /** As that library writes it: the shortest decimals, with an exponent from seven digits before the point on. */
    static String number(double value) {
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        String digits = plain.contains(".") ? plain.replaceFirst("0+$", "") : plain + ".";
        String decimal = digits.endsWith(".") ? digits + "0" : digits;
        int point = decimal.indexOf('.');
        if (value <= 0 || point <= PLAIN_DIGITS) {
            return decimal;
        }
        String mantissa = decimal.charAt(0) + "." + decimal.substring(1, point) + decimal.substring(point + 1);
        return mantissa.replaceFirst("[0.]+$", "") + "e+0" + (point - 1);
    }
}
