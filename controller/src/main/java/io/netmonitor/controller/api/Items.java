// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list in the API.
 *
 * @param next cursor of the next page; absent at the end
 */
record Items<T>(List<T> items, @Nullable String next) {
    static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }
}
