// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Where a Pushgateway keeps the group of a job.
 *
 * <pre>
 * wan      /metrics/job/wan
 * 广域 网   /metrics/job/%E5%B9%BF%E5%9F%9F%20%E7%BD%91
 * a/b      /metrics/job@base64/YS9i
 * </pre>
 */
final class GroupPath {
    private static final String PLAIN = "-_~.";
    private static final String HEX = "0123456789ABCDEF";

    private GroupPath() {}

    static String of(String job) {
        if (isPlain(job)) {
            return "/metrics/job/" + encoded(job);
        }
        return "/metrics/job@base64/" + Base64.getUrlEncoder().encodeToString(job.getBytes(UTF_8));
    }

    /** A Pushgateway reads the path as segments, after decoding it and taking dots out of it. */
    private static boolean isPlain(String job) {
        return !job.isEmpty() && job.indexOf('/') < 0 && !job.equals(".") && !job.equals("..");
    }

    private static String encoded(String job) {
        StringBuilder text = new StringBuilder();
        for (byte octet : job.getBytes(UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (isUnreserved(character)) {
                text.append(character);
            } else {
                text.append('%').append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xF));
            }
        }
        return text.toString();
    }

    /** RFC 3986, section 2.3. */
    private static boolean isUnreserved(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || PLAIN.indexOf(character) >= 0;
    }
}
