// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.churn;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as it is written in a request. */
public record Draft(
        String name,
        String kind,
        List<String> members,
        String topology,
        @Nullable String hub,
        List<List<String>> pairs,
        String period,
        Map<String, Object> settings) {

    @Override
    public String toString() {
        return kind + " " + topology + " of " + (members.isEmpty() ? pairs.size() + " pairs" : members) + " every "
                + period;
    }
}
