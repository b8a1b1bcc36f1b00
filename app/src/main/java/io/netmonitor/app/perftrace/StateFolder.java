// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where programs keep what shall outlive them but matters to nobody else, by the XDG base directories. */
final class StateFolder {
    private StateFolder() {}

    /**
     * The user's folder for this program.
     *
     * @param environment of the process
     * @param home the user's home as the system knows it, for where the environment has none
     * @return empty when neither says where
     */
    static Optional<Path> of(Map<String, String> environment, @Nullable String home) {
        return absolute(environment.get("XDG_STATE_HOME"))
                .or(() -> absolute(environment.get("HOME"))
                        .or(() -> absolute(home))
                        .map(folder -> folder.resolve(".local/state")))
                .map(folder -> folder.resolve("netmonitor"));
    }

    /** Others shall be ignored, says XDG. */
    private static Optional<Path> absolute(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
