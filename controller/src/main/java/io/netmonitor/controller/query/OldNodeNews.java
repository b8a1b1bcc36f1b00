// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.query;

import java.util.Optional;

/** Knows whether nodes of the prototype were told of their tasks. */
@FunctionalInterface
public interface OldNodeNews {
    /** Nothing is known of anybody. */
    OldNodeNews NONE = (task, member) -> Optional.empty();

    /** How far a node was told of a task; empty when it is not in such a task. */
    Optional<DispatchState> of(String task, String member);
}
