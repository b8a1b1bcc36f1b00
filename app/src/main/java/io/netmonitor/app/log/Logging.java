// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.log;

import java.io.OutputStream;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sends log lines to standard error. The libraries are kept to warnings. */
public final class Logging {
    /** Held for ever: the log manager keeps only weak references to loggers. */
    private static final Logger OURS = Logger.getLogger("io.netmonitor");

    private Logging() {}

    /** Starts logging; calling it again changes the form of the lines. */
    public static void start(boolean json) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        Formatter formatter = json ? new JsonLine() : new TextLine();
        root.addHandler(new StandardError(formatter));
    }

    /** Writes each line at once, also when the process is about to end. */
    private static final class StandardError extends StreamHandler {
        StandardError(Formatter formatter) {
            super(new Unclosable(), formatter);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }

    /** Standard error at the time of writing, and never closed by a log handler. */
    private static final class Unclosable extends OutputStream {
        @Override
        public void write(int octet) {
            System.err.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            System.err.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            System.err.flush();
        }
    }
}
