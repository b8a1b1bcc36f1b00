// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.app.NetMonitor;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words that start this program once more: the script that started it, else the same Java with the same classes. */
final class Launcher {
    private Launcher() {}

    static List<String> words() {
        @Nullable String script = System.getProperty("netmonitor.launcher");
        if (script != null) {
            return List.of(script);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                NetMonitor.class.getName());
    }
}
