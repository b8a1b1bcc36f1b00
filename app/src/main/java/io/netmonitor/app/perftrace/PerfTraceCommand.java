// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import io.netmonitor.app.command.Failures;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.probe.perftrace.BandwidthRun;
import io.netmonitor.probe.perftrace.BasicRun;
import io.netmonitor.probe.perftrace.PerfTraceClient;
import io.netmonitor.probe.perftrace.PerfTraceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code perftrace_cli}: measures once, prints, keeps a record. Exit status: 0 measured, also when every probe was lost; 1 no
 * measurement came about, and then no {@code INSERT} is printed, by which scripts know success; 2 wrong usage.
 */
@Command(
        name = "perftrace_cli",
        description = "Measures to a PerfTrace server as the prototype's command did, with the same text and records.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example, 10 probes, one every 10 ms:",
            "  netmonitor perftrace_cli -s 192.0.2.7 -m 1 -c 10 -i 10ms",
            "Example, available bandwidth:",
            "  netmonitor perftrace_cli -s 2001:db8::7 -m 2"
        })
public final class PerfTraceCommand implements Callable<Integer> {
    private static final long FIRST_RATE_BPS = 500_000_000;
    /** What another address of the same host may mend. */
    private static final Set<Outcome> ELSEWHERE = Set.of(Outcome.UNREACHABLE, Outcome.REFUSED);

    @Mixin
    private PerfTraceOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try {
            options.check();
            return measure(options.servers().iterator());
        } catch (InvalidInputException | TypeConversionException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        } catch (IOException e) {
            Failures.say(spec.commandLine(), e);
            return Failures.FAILED;
        }
    }

    /** Takes the first address at which somebody is: a name may have others of a family that does not get there. */
    private int measure(Iterator<InetSocketAddress> servers) throws IOException, InterruptedException {
        InetSocketAddress server = servers.next();
        try {
            return options.mode() == Mode.BASIC ? basic(server) : bandwidth(server);
        } catch (PerfTraceException e) {
            if (!servers.hasNext() || !ELSEWHERE.contains(e.outcome())) {
                throw e;
            }
            return measure(servers);
        }
    }

    private int basic(InetSocketAddress server) throws IOException, InterruptedException {
        BasicRun run = new PerfTraceClient().basic(server, options.basic());
        BasicFigures figures = BasicFigures.of(run);
        BasicText.print(figures, out());
        keep(PerfRecord.basic(options.task(), run.startedAt(), server.getAddress(), figures));
        return Failures.DONE;
    }

    private int bandwidth(InetSocketAddress server) throws IOException, InterruptedException {
        BandwidthText text = new BandwidthText(out());
        long initialRateBps = options.rateBps().orElseGet(() -> lastRate(server).orElse(FIRST_RATE_BPS));
        BandwidthRun run = new PerfTraceClient().bandwidth(server, options.bandwidth(initialRateBps), text::print);
        OptionalDouble best = run.valueAlone();
        if (run.outcome() != Outcome.MEASURED || best.isEmpty()) {
            Failures.say(spec.commandLine(), run.outcome().label() + (run.reason() == null ? "" : ": " + run.reason()));
        }
        if (best.isEmpty()) {
            return Failures.FAILED;
        }
        text.printResult(best.getAsDouble());
        keep(PerfRecord.bandwidth(options.task(), server.getAddress(), best.getAsDouble(), run));
        return Failures.DONE;
    }

    private OptionalLong lastRate(InetSocketAddress server) {
        return options.records()
                .map(records -> records.lastRate(server.getAddress()))
                .orElse(OptionalLong.empty());
    }

    /** The measurement stands whether or not its record can be kept, so that is a warning alone. */
    private void keep(PerfRecord record) {
        out().print(record.statement() + "\n");
        out().flush();
        try {
            options.records()
                    .orElseThrow(() -> new IOException("the record is not kept, since neither $XDG_STATE_HOME nor $HOME"
                            + " says where; say so with --db"))
                    .append(record);
        } catch (IOException e) {
            Failures.say(spec.commandLine(), e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
