// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.command.Failures;
import io.netmonitor.core.json.Json;
import java.io.Console;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what on this host would spoil measurements. */
@Command(
        name = "doctor",
        description = {
            "Looks for what on this host would spoil measurements (clock, kernel stamps, rights, ports, firewall,"
                    + " buffers, load) and prints the commands that mend it. It changes nothing.",
            "Run it as the user that will run the agent; as root it can see more of the firewall and of other"
                    + " processes. Exit status: 0 when nothing is bad, else 1."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor doctor"})
public final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints one object with all checks, one line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = new Doctor(Host.current()).examine();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(new Report(findings)));
            out.flush();
        } else {
            new DoctorText(out, terminal()).print(findings);
        }
        return status(findings);
    }

    static int status(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.BAD)
                ? Failures.FAILED
                : Failures.DONE;
    }

    private static boolean terminal() {
        // Since JDK 25 there may be no console at all, whatever Error Prone believes.
        return System.getenv("NO_COLOR") == null
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }

    /** What {@code --json} prints. */
    record Report(List<Finding> checks) {}
}
