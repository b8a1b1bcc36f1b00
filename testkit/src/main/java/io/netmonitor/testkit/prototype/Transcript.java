// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A conversation of two sides, made by hand from the description of the prototype's interfaces: a resource of this package.
 *
 * <pre>
 * sides client server                # the first one opens the TCP connection; comments as here
 * server tcp "accept"                # octets of the connection: text with \n \r \" \\, or hex
 * client tcp {@literal <id:8=random>} 03 00 00 00
 *   01 00 00 00                      # what is indented goes on from the line before
 * client udp {@literal <id:8> <_:8=now>}      # one datagram
 * client udp x{@literal <n:4=14000000> <_:4=next> <*20>}   # n datagrams, numbered from 1, at whose end stands what fills them
 * client waits 10                    # ms; only by the one who plays this side
 * repeat 2                           # played twice, taken as often as the other side likes
 * again
 * server body "..."                  # as tcp, and part of {@link #body}
 * server closes
 * </pre>
 *
 * A field {@literal <name:bytes>} or a text {@literal <name>} is bound when it first comes and must be the same from then on, unless
 * its name begins with {@code _}. Behind {@code =} stands what the one who plays says when nothing is bound: hex, {@code now} (in
 * microseconds, which may be an hour off in what the other side says), {@code next} or {@code random}; for a text a quoted
 * text.
 *
 * <p>Immutable.
 */
public final class Transcript {
    private final String name;
    private final String opener;
    private final String answerer;
    private final List<Step> steps;
    private final List<Piece> body;

    Transcript(String name, String opener, String answerer, List<Step> steps, List<Piece> body) {
        this.name = name;
        this.opener = opener;
        this.answerer = answerer;
        this.steps = List.copyOf(steps);
        this.body = List.copyOf(body);
    }

    /** By the name of its file, without {@code .txt}. */
    public static Transcript load(String name) {
        try (InputStream in = Transcript.class.getResourceAsStream(name + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no such transcript: " + name);
            }
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Transcript parse(String name, String text) {
        return new TranscriptParser(name).parse(text);
    }

    public String name() {
        return name;
    }

    /** Who opens the connection. */
    public String opener() {
        return opener;
    }

    public String answerer() {
        return answerer;
    }

    List<Step> steps() {
        return steps;
    }

    /** The octets of its body, which has to be without fields. */
    public byte[] body() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (Piece piece : body) {
            if (!(piece instanceof Piece.Literal literal)) {
                throw new IllegalStateException(name + ": the body is not fixed: " + piece);
            }
            octets.writeBytes(literal.bytes());
        }
        return octets.toByteArray();
    }
}
