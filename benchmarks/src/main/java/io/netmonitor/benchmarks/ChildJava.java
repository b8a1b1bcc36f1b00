// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of the benchmarks' own programs. */
public final class ChildJava {
    private ChildJava() {}

    /** A main class, in a JVM with the options that the launcher gives to a probe. */
    public static List<String> command(Class<?> main, Object... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx64m",
                "-Xms12m",
                "-Xmn6m",
                "-XX:SurvivorRatio=2",
                "-XX:TargetSurvivorRatio=90",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return words;
    }
}
