// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of the product and of this benchmark's own programs.
 *
 * @param launcher the script that starts the product
 */
record Product(Path launcher) {
    static final int STAMP_PORT = 862;

    List<String> reflector(String address) {
        return List.of(launcher.toString(), "reflector", "--listen", address + ":" + STAMP_PORT);
    }

    List<String> probe(String address, Pace pace) {
        return List.of(
                launcher.toString(),
                "probe",
                "basic",
                address + ":" + STAMP_PORT,
                "-c",
                String.valueOf(pace.count()),
                "-i",
                pace.intervalUs() + "us",
                "--json");
    }

    /** One of this benchmark's main classes, in a JVM with the options that the launcher gives to a probe. */
    static List<String> java(Class<?> main, Object... arguments) {
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
