// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.benchmarks.CannotRunException;
import io.netmonitor.benchmarks.Scratch;
import io.netmonitor.testkit.audit.Findings;
import io.netmonitor.testkit.churn.Churn;
import io.netmonitor.testkit.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Tasks that change every ten seconds. */
final class ChurnPart implements Part {
    private static final int NODES = 12;
    private static final Duration LENGTH = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "churn";
    }

    @Override
    public String about() {
        return "12 agents whose tasks change every 10 s (10 minutes); needs root";
    }

    @Override
    public void run(Path launcher, Wish wish, Consumer<String> print)
            throws CannotRunException, IOException, InterruptedException {
        try (Scratch scratch = new Scratch();
                Fleet fleet = Fleets.up("churn", launcher, scratch.folder(), NODES)) {
            Churn churn = new Churn(fleet, wish.seed(), wish.lengthOr(LENGTH), print);
            Findings findings = churn.run();
            findings.table().forEach(print);
        }
    }
}
