// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.control;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** Messages over a TCP connection, plain or TLS. One thread uses it at a time. */
final class ControlChannel implements Closeable {
    /** Longest that one end waits for the other's next message. */
    static final int PATIENCE_MS = 3_500;

    private static final int FAREWELL_MS = 300;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final int maxBodyBytes;

    /**
     * Takes over a connected socket.
     *
     * @param maxBodyBytes longer messages are refused before anything is kept of them
     */
    ControlChannel(Socket socket, int maxBodyBytes) throws IOException {
        this.socket = socket;
        this.maxBodyBytes = maxBodyBytes;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        this.in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 16_384));
        this.out = new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream(), 16_384));
    }

    Socket socket() {
        return socket;
    }

    void send(Frame frame) throws IOException {
        ByteBuffer body = frame.body().duplicate();
        out.writeInt(body.remaining());
        out.writeByte(frame.type().code());
        out.write(body.array(), body.arrayOffset() + body.position(), body.remaining());
        out.flush();
    }

    /**
     * Waits for the next message.
     *
     * @throws EOFException when the other end has closed the connection
     * @throws SocketTimeoutException when nothing came in time
     * @throws IOException when it is none of this protocol
     */
    Frame receive() throws IOException {
        int length = in.readInt();
        int code = in.readUnsignedByte();
        if (length < 0 || length > maxBodyBytes) {
            throw new IOException("the other end sent a message of " + Integer.toUnsignedLong(length)
                    + " octets, and at most " + maxBodyBytes + " are taken; is it a bandwidth port?");
        }
        Frame.Type type;
        try {
            type = Frame.Type.of(code);
        } catch (IllegalArgumentException e) {
            throw new IOException("the other end sent an " + e.getMessage() + "; is it a bandwidth port?", e);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return new Frame(type, ByteBuffer.wrap(body));
    }

    /** Says that nothing more will come, and waits a moment until the other end has heard it. */
    void finish() {
        try {
            socket.setSoTimeout(FAREWELL_MS);
            socket.shutdownOutput();
            while (in.read() >= 0) {
                // What comes now was on its way.
            }
        } catch (IOException e) {
            // It is gone already.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
