// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.app.command.Failures;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * A start for {@code perftrace_cli} alone. Scripts start it once a measurement, so that neither the other commands are built nor
 * logging is set up.
 */
public final class PerfTraceMain {
    static final String WORD = "perftrace_cli";

    private PerfTraceMain() {}

    /** Whether the arguments of the program are those of this command. */
    public static boolean isMeant(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals(WORD);
    }

    /** Runs the command, whose name comes first, and returns the exit status. */
    public static int run(String[] arguments) {
        return new CommandLine(new PerfTraceCommand())
                .setCommandName("netmonitor " + WORD)
                .setUsageHelpAutoWidth(true)
                .setOverwrittenOptionsAllowed(true)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed)
                .execute(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
