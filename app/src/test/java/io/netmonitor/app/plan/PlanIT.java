// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netmonitor.app.command.ProductJava;
import io.netmonitor.lab.Link;
import io.netmonitor.testkit.audit.Findings;
import io.netmonitor.testkit.churn.Churn;
import io.netmonitor.testkit.fleet.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve agents whose tasks keep changing. How many rounds a busy host misses is not judged here, but that each is accounted for. */
class PlanIT {
    private static final int NODES = 12;

    @TempDir
    private Path folder;

    @Test
    void accountsForEveryRoundAndNeverMeasuresBandwidthTwiceAtOnceWhileTasksChange() throws Exception {
        assumeThat(Fleet.missing()).as(Fleet.missing()).isEmpty();
        List<String> steps = new ArrayList<>();
        try (Fleet fleet = Fleet.up("plan", ProductJava.command(), folder, Fleet.names(NODES), Link.ofMbits(20))) {
            fleet.startController();
            fleet.startAgents();

            Findings findings = new Churn(fleet, 1, Duration.ofSeconds(50), steps::add).run();

            assertThat(findings.all()).as(String.join("\n", steps)).isEmpty();
            assertThat(findings.results("bandwidth", "measured")).isPositive();
            assertThat(findings.results("basic", "measured")).isGreaterThan(findings.promises());
        }
    }
}
