// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.agent.legacy.Refusal.Reason;
import io.netmonitor.core.outside.OutsideText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a controller dispatches to a node.
 *
 * <pre>
 * http://[2001:db8::1]:3000/wan.json+2001:db8::7
 * ─────────── url ────────  ─┬─      ─── self ──
 *                           job
 * </pre>
 *
 * @param url of the task file, with nothing in it but ASCII
 * @param job the job's name: the URL's last segment up to its first {@code .}
 * @param self this node's address as the task lists it
 */
record Dispatch(URI url, String job, String self) {
    /** Longest job name, characters. */
    static final int MAX_NAME = 100;

    private static final int MAX_ADDRESS = 255;

    /**
     * Whether a message begun may be whole: something stands behind a plus. The protocol marks no end, so only silence tells.
     *
     * @param length octets there are
     */
    static boolean isPlausible(byte[] message, int length) {
        for (int i = 1; i < length - 1; i++) {
            if (message[i] == '+') {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads a message. It is split at the last plus: a host name or address has none, while the URL of a task that an old controller
     * took under a name with a plus has.
     *
     * @throws Refusal when it is of another form, or the URL or the name in it is not allowed
     */
    static Dispatch read(byte[] message, int length) throws Refusal {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message, 0, length))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new Refusal(Reason.FORM, "not UTF-8");
        }
        int plus = text.lastIndexOf('+');
        if (plus < 1 || plus == text.length() - 1) {
            throw new Refusal(Reason.FORM, "not <URL>+<own address>: " + text);
        }
        URI url = url(text.substring(0, plus));
        return new Dispatch(URI.create(url.toASCIIString()), name(url), address(text.substring(plus + 1)));
    }

    private static URI url(String text) throws Refusal {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            throw new Refusal(Reason.URL, "not a URL: " + text);
        }
        if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new Refusal(Reason.URL, "neither http:// nor https://: " + text);
        }
        if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 0xFFFF) {
            throw new Refusal(Reason.URL, "names no host and port: " + text);
        }
        if (url.getRawUserInfo() != null) {
            throw new Refusal(Reason.URL, "has credentials in it, for host " + url.getHost());
        }
        return url;
    }

    private static String name(URI url) throws Refusal {
        String path = url.getRawPath();
        String segment = path.substring(path.lastIndexOf('/') + 1);
        int dot = segment.indexOf('.');
        String raw = dot < 0 ? segment : segment.substring(0, dot);
        // The decoder is one for forms, in which a plus is a blank.
        String name = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!isName(name)) {
            throw new Refusal(Reason.NAME, "not 1 to " + MAX_NAME + " characters without slash: " + name);
        }
        return name;
    }

    /** Whether a job may be called so; the Pushgateway's path must stay what it is, too. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_NAME
                && !name.equals(".")
                && !name.equals("..")
                && name.codePoints()
                        .allMatch(point -> point != '/' && point != 0xFFFD && OutsideText.isPrintable(point));
    }

    private static String address(String text) throws Refusal {
        if (!isAddress(text)) {
            throw new Refusal(Reason.FORM, "no host name or address behind the plus: " + text);
        }
        return text;
    }

    /** Whether a member may be written so: a host name or an address, whatever its form, is printable ASCII without blanks. */
    static boolean isAddress(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_ADDRESS
                && text.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }
}
