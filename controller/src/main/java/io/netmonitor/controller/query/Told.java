// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;

/** A result in one sentence. */
final class Told {
    private Told() {}

    static String of(Result result) {
        String reason = result.reason();
        String because = reason == null || reason.isBlank() ? "" : ": " + reason;
        String late = result.late() ? ", late: it started at " + result.startedAt() : "";
        if (result.outcome() == Outcome.MISSED) {
            return "it was planned but could not be run" + because;
        }
        return "it ran as planned" + late + ", outcome " + result.outcome().label() + because;
    }
}
