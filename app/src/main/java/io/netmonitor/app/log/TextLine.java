// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** {@code 12:03:01.123 agent      joined as bj}; warnings and errors say so. */
final class TextLine extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    @Override
    public String format(LogRecord record) {
        String time = TIME.format(record.getInstant().atZone(ZoneId.systemDefault()));
        StringBuilder line = new StringBuilder(80)
                .append(time)
                .append(' ')
                .append("%-10s ".formatted(part(record)))
                .append(word(record.getLevel()))
                .append(formatMessage(record).replace('\n', ' '));
        Throwable thrown = record.getThrown();
        // The message has the cause; the whole trace is for errors, which are ours to mend.
        if (thrown != null && record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            line.append('\n').append(trace(thrown));
        }
        return line.append('\n').toString();
    }

    /** The module or library from which the line comes. */
    static String part(LogRecord record) {
        String name = String.valueOf(record.getLoggerName());
        if (!name.startsWith("io.netmonitor.")) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
        String rest = name.substring("io.netmonitor.".length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    static String trace(Throwable thrown) {
        java.io.StringWriter text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString().stripTrailing();
    }

    private static String word(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR ";
        }
        return level.intValue() >= Level.WARNING.intValue() ? "WARNING " : "";
    }
}
