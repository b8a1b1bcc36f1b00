// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where this process writes to. */
final class Terminals {
    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    private Terminals() {}

    /** Whether standard error is a terminal; the JDK only tells whether input and output are. */
    static boolean isErrorOne() {
        try {
            if (Files.exists(STANDARD_ERROR)) {
                String device = STANDARD_ERROR.toRealPath().toString();
                return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            // A file that is deleted has no path, and is no terminal.
            return false;
        }
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** What standard output can show, by its encoding. */
    static Glyphs glyphs() {
        return glyphs(System.out.charset());
    }

    /** What text in an encoding can show. */
    static Glyphs glyphs(Charset charset) {
        return charset.newEncoder().canEncode("█µ±") ? Glyphs.UNICODE : Glyphs.ASCII;
    }
}
