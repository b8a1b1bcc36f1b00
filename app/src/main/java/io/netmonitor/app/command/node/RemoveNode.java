// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import io.netmonitor.app.command.ApiClient;
import io.netmonitor.app.command.Failures;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code node remove}. */
@Command(
        name = "remove",
        description = "Lets a node go: its certificate is worth nothing any more.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor node remove beijing"})
final class RemoveNode implements Callable<Integer> {
    @Mixin
    private ApiClient api;

    @Parameters(paramLabel = "NAME", description = "Name of the node.")
    private String name;

    @Override
    public Integer call() throws IOException, InterruptedException {
        api.delete("/api/v1/nodes/" + ApiClient.segment(name));
        return Failures.DONE;
    }
}
