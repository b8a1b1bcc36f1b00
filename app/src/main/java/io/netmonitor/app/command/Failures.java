// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.InvalidInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line on standard error what went wrong, and picks the exit status. */
public final class Failures {
    /** Done. */
    public static final int DONE = 0;
    /** The measurement failed. */
    public static final int FAILED = 1;
    /** Wrong usage, or a part could not start with what it was given. */
    public static final int USAGE = 2;

    private Failures() {}

    /** Options or arguments that are not understood. */
    public static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String hint = e instanceof UnmatchedArgumentException unmatched ? suggestion(unmatched) : "";
        say(
                command,
                oneLine(e.getMessage()) + hint + "; see "
                        + command.getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }

    /** Whatever a command threw. */
    public static int failed(Exception e, CommandLine command, ParseResult result) {
        switch (e) {
            case InvalidInputException refused -> say(command, oneLine(refused.getMessage()));
            case IOException failure -> say(command, oneLine(failure.getMessage()));
            case InterruptedException _ -> say(command, "interrupted");
            default -> {
                say(command, "this is a fault of the program, please report it: " + e);
                e.printStackTrace(command.getErr());
            }
        }
        return USAGE;
    }

    private static String suggestion(UnmatchedArgumentException e) {
        var similar = e.getSuggestions();
        return similar.isEmpty() ? "" : " (did you mean " + similar.getFirst() + "?)";
    }

    /** Says something in one line on standard error. */
    public static void say(CommandLine command, String line) {
        command.getErr().println("netmonitor: " + Printable.of(line));
        command.getErr().flush();
    }

    /** Says in one line on standard error why something failed. */
    public static void say(CommandLine command, Exception failure) {
        say(command, oneLine(failure.getMessage()));
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "no reason was given" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
