// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.javalin.http.Context;
import io.netmonitor.core.store.ResultQuery;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list in the API.
 *
 * @param next cursor of the next page; absent at the end
 */
record Items<T>(List<T> items, @Nullable String next) {
    /** Query parameters of a list that is short enough to be held whole. */
    static final List<Route.Parameter> QUERY = List.of(
            new Route.Parameter("limit", "at most this many, 1 to 5000; 5000 when absent"),
            new Route.Parameter("cursor", "next of the page before"));

    static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }

    /**
     * The part of a list that a request asks for. The cursor is the key of the last item before it, so that it stays good when
     * others come and go.
     *
     * @param key text by which the list is sorted, or that tells each item apart
     */
    static <T> Items<T> page(Context context, List<T> all, Function<T, String> key) {
        Query query = new Query(context, QUERY);
        int limit = query.whole("limit", ResultQuery.MAX_LIMIT, 1, ResultQuery.MAX_LIMIT);
        query.done();
        String cursor = query.text("cursor");
        int start = 0;
        if (cursor != null) {
            while (start < all.size() && !key.apply(all.get(start)).equals(cursor)) {
                start++;
            }
            start++;
        }
        int end = (int) Math.min((long) start + limit, all.size());
        List<T> part = start >= all.size() ? List.of() : all.subList(start, end);
        return new Items<>(part, end < all.size() && !part.isEmpty() ? key.apply(part.getLast()) : null);
    }
}
