// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.nio.file.Path;
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
}
