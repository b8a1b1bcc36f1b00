// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.netmonitor.core.Fault;
import java.util.List;

/**
 * A problem document (RFC 9457).
 *
 * @param status HTTP status
 * @param title what sort of problem it is, one clause
 * @param detail what is wrong here and what to do
 * @param errors every faulty field
 */
public record Problem(
        int status,
        String title,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {
    /** Media type of problem documents. */
    public static final String CONTENT_TYPE = "application/problem+json";

    public Problem {
        requireNonNull(title, "title");
        requireNonNull(detail, "detail");
        errors = List.copyOf(errors);
    }

    /** No page describes the problem further, so the title is all the type there is (RFC 9457, section 4.2.1). */
    @JsonProperty("type")
    public String type() {
        return "about:blank";
    }
}
