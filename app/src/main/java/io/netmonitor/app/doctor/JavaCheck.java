// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.List;

/** Whether this Java lets the program call the kernel. */
record JavaCheck() implements Check {
    @Override
    public String name() {
        return "Java";
    }

    @Override
    public Finding examine() {
        String words = Runtime.version() + " on " + System.getProperty("os.arch");
        return JavaCheck.class.getModule().isNativeAccessEnabled()
                ? Finding.ok(name(), words)
                : Finding.warn(
                        name(),
                        words + " without native access: it will warn, and a later Java will refuse",
                        List.of("java --enable-native-access=ALL-UNNAMED -jar netmonitor.jar doctor"));
    }
}
