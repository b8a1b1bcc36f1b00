// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a main class of these tests in a small process of its own. */
final class TestJava {
    private TestJava() {}

    static List<String> command(Class<?> main) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return new ArrayList<>(List.of(
                java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-cp", classes, main.getName()));
    }
}
