// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events as they come.
 *
 * <pre>
 * : still here
 * event: result
 * data: {"task":"wan", …}
 * </pre>
 *
 * Read by one thread; closed by any, which ends the reading.
 */
public final class EventStream implements AutoCloseable {
    /** Results are a few thousand bytes long; whoever sends more than this in an event is not to fill our memory. */
    static final int MAX_BYTES = 1024 * 1024;

    private final InputStream in;
    private final Runnable end;

    /**
     * A stream.
     *
     * @param end what else is to be closed with it
     */
    EventStream(InputStream in, Runnable end) {
        this.in = new BufferedInputStream(in);
        this.end = end;
    }

    /**
     * Waits for the next event.
     *
     * @return null at the end of the stream
     * @throws IOException when the connection breaks, or an event is longer than {@value #MAX_BYTES} bytes
     */
    public @Nullable Event next() throws IOException {
        String type = "message";
        StringBuilder data = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return new Event(type, data.substring(1));
            }
            if (line.isEmpty()) {
                type = "message";
            } else if (line.startsWith("event:")) {
                type = value(line);
            } else if (line.startsWith("data:")) {
                data.append('\n').append(value(line));
            }
            if (data.length() > MAX_BYTES) {
                throw new IOException("an event is longer than " + MAX_BYTES + " characters");
            }
        }
        return null;
    }

    private static String value(String line) {
        String value = line.substring(line.indexOf(':') + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            if (line.size() == MAX_BYTES) {
                throw new IOException("a line of an event is longer than " + MAX_BYTES + " bytes");
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** The connection is given up first: closing what somebody reads from may wait for the reader. */
    @Override
    public void close() {
        end.run();
        try {
            in.close();
        } catch (IOException e) {
            // It is closed for good, and nobody waits for what was still to come.
        }
    }

    /**
     * One event.
     *
     * @param type such as {@code result}
     * @param data such as JSON
     */
    public record Event(String type, String data) {}
}
