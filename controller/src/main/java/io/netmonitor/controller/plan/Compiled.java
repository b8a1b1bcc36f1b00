// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.plan;

import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.plan.SlotCalendar;
import java.util.List;
import java.util.Set;

/**
 * What a compilation gives.
 *
 * @param entries everything that is to be measured
 * @param placements where the paths of each task stand, by creation number
 * @param awaited nodes whose agents have to hear of something before all slots can be used
 * @param calendar the slots that are taken
 */
record Compiled(List<PlanEntry> entries, List<Placement> placements, Set<String> awaited, SlotCalendar calendar) {}
