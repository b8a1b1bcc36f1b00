// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.PlanEntry;
import java.util.List;

/** What a compiler makes of something: where paths stand, and what is measured. */
record Compiled(List<Placement> placements, List<PlanEntry> entries) {
    static Compiled by(PlanCompiler compiler, PlanCompiler.Given given) {
        List<Placement> placements = compiler.place(given).placements();
        return new Compiled(placements, compiler.entries(given, placements));
    }
}
