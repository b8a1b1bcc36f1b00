// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A task of the demo: one of the examples that people read.
 *
 * @param name the task's name, and that of its file without {@code .yaml}
 * @param text the file
 */
record DemoTask(String name, String text) {
    private static final List<String> NAMES = List.of("demo", "demo-bandwidth");

    /**
     * All of them, in the order in which they start.
     *
     * @throws IOException when the program was built without one
     */
    static List<DemoTask> all() throws IOException {
        List<DemoTask> tasks = new ArrayList<>();
        for (String name : NAMES) {
            tasks.add(read(name));
        }
        return tasks;
    }

    private static DemoTask read(String name) throws IOException {
        try (InputStream in = DemoTask.class.getResourceAsStream(name + ".yaml")) {
            if (in == null) {
                throw new IOException("the program was built without " + name + ".yaml");
            }
            return new DemoTask(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
