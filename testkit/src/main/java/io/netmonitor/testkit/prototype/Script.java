// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The Python programs of an old site: resources of this package that need Python 3 alone. {@code --help} tells their options. */
public enum Script {
    /** Takes dispatched tasks, measures and pushes. */
    OLD_NODE("old_node.py"),
    /** Serves and dispatches a task, and takes pushes as a Pushgateway. */
    OLD_CONTROLLER("old_controller.py"),
    /** Runs a command line of perftrace_cli and reads its output with the patterns of the field. */
    READ_CLI("read_cli.py");

    private final String file;

    Script(String file) {
        this.file = file;
    }

    /** The command line that runs it; the script itself is put into the folder. */
    public List<String> command(Path folder, List<String> options) throws IOException {
        Path script = folder.resolve(file);
        try (InputStream in = requireNonNull(Script.class.getResourceAsStream(file), file)) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of("python3", script.toString()));
        command.addAll(options);
        return List.copyOf(command);
    }
}
