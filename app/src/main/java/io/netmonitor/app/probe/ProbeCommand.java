// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One measurement now. */
@Command(
        name = "probe",
        description = "Measures a path once, now.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  netmonitor probe basic 192.0.2.7", "  netmonitor probe bandwidth 192.0.2.7"},
        subcommands = {BasicCommand.class, BandwidthCommand.class})
public final class ProbeCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to measure: basic or bandwidth");
    }
}
