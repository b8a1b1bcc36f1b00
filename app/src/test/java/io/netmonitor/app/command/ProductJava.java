// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.app.NetMonitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The product as a process of its own, from the classes under test. */
public final class ProductJava {
    private ProductJava() {}

    /** The command line of {@code netmonitor ARGUMENT…}. */
    public static List<String> command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                NetMonitor.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }
}
