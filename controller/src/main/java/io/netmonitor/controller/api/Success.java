// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a route answers what it was asked.
 *
 * @param status of HTTP
 * @param mediaType of the body
 * @param types which the body may be of; none when there is no body, or it is not JSON
 * @param tag whether it has an ETag
 */
record Success(int status, @Nullable String mediaType, List<Type> types, boolean tag) {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";

    Success {
        types = List.copyOf(types);
    }

    static Success json(int status, Type... types) {
        return new Success(status, JSON, List.of(types), false);
    }

    static Success text(String mediaType) {
        return new Success(200, mediaType, List.of(), false);
    }

    static Success empty() {
        return new Success(204, null, List.of(), false);
    }

    /** The same with an ETag. */
    Success tagged() {
        return new Success(status, mediaType, types, true);
    }
}
