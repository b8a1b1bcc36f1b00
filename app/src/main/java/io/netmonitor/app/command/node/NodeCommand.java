// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Nodes: list, describe, let in, let go. */
@Command(
        name = "node",
        description = "Lists and labels nodes, makes join tokens, lets nodes go.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor node token > token"},
        subcommands = {
            ListNodes.class,
            ShowNode.class,
            SetNode.class,
            NodeEvents.class,
            MakeToken.class,
            RemoveNode.class
        })
public final class NodeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show, set, events, token or remove");
    }
}
