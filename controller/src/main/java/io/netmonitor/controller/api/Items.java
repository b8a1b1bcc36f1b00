// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.core.store.ResultQuery;
import java.lang.reflect.Type;
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
    static final List<Parameter> QUERY = List.of(
            Parameter.of("limit", "at most this many, 1 to 5000; 5000 when absent", int.class),
            Parameter.text("cursor", "next of the page before"));

    /** A list of these, for the description. */
    record Of(Type item) implements Type {}

    static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }

    /**
     * The part of a list that a request asks for. The cursor is the key of the last item before it, and what is behind that key
     * comes next, so that it stays good when others, or that item itself, come and go.
     *
     * @param query has the parameters {@link #QUERY}; is asked whether all is well
     * @param all sorted by their keys, which are all different
     * @param reader turns a key's text into it
     */
    static <T, K extends Comparable<K>> Items<T> page(
            Query query, List<T> all, Function<T, K> key, Function<String, K> reader) {
        int limit = query.whole("limit", ResultQuery.MAX_LIMIT, 1, ResultQuery.MAX_LIMIT);
        K after = query.read("cursor", reader);
        query.done();
        List<T> rest = after == null
                ? all
                : all.stream()
                        .filter(item -> key.apply(item).compareTo(after) > 0)
                        .toList();
        if (rest.size() <= limit) {
            return all(rest);
        }
        List<T> part = rest.subList(0, limit);
        return new Items<>(part, key.apply(part.getLast()).toString());
    }

    /** A cursor that is a number. */
    static Long number(String cursor) {
        try {
            return Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not the next of a page: " + cursor, e);
        }
    }
}
