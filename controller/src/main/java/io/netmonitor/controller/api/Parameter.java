// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Type;

/**
 * What a route can be told beside its path and body.
 *
 * @param in {@code query} or {@code header}
 * @param name its name there
 * @param help one clause for people
 * @param type of its value
 * @param needed whether there is no answer without it
 */
record Parameter(String in, String name, String help, Type type, boolean needed) {
    Parameter {
        requireNonNull(in, "in");
        requireNonNull(name, "name");
        requireNonNull(help, "help");
        requireNonNull(type, "type");
    }

    /** Text of a query. */
    static Parameter text(String name, String help) {
        return of(name, help, String.class);
    }

    /** A value of a query. */
    static Parameter of(String name, String help, Type type) {
        return new Parameter("query", name, help, type, false);
    }

    /** Text of a query, without which there is no answer. */
    static Parameter needed(String name, String help) {
        return new Parameter("query", name, help, String.class, true);
    }

    /** A header. */
    static Parameter header(String name, String help) {
        return new Parameter("header", name, help, String.class, false);
    }
}
