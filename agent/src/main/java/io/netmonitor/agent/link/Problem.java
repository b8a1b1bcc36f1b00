// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why the controller refused, RFC 9457.
 *
 * @param title what sort of problem
 * @param detail what is wrong with this request
 * @param errors every faulty field
 */
record Problem(
        @Nullable String title,
        @Nullable String detail,
        @Nullable List<Fault> errors) {
    private static final int MAX_CHARACTERS = 500;

    /** One line for people; whatever the body holds, the status is in it. */
    static String describe(int status, String body) {
        Problem problem;
        try {
            problem = Json.read(body, Problem.class);
        } catch (InvalidInputException e) {
            problem = new Problem(null, null, null);
        }
        String faults = problem.errors() == null
                ? ""
                : problem.errors().stream().map(Fault::toString).collect(Collectors.joining("; "));
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        String text = (detail == null ? "no reason given" : detail) + (faults.isEmpty() ? "" : " (" + faults + ")")
                + " (HTTP " + status + ")";
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    }
}
