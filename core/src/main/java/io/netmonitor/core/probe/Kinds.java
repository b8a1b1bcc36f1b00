// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import io.netmonitor.core.path.Family;
import java.util.Map;
import java.util.Optional;

/** The kinds of measurements that there are, as tasks name them. */
public interface Kinds {
    /** All descriptions, by kind. */
    Map<String, ProbeDescription> all();

    /** The description of a kind, if it is known here. */
    default Optional<ProbeDescription> find(String kind) {
        return Optional.ofNullable(all().get(kind));
    }

    /**
     * What one measurement of a kind may cost.
     *
     * @throws io.netmonitor.core.InvalidInputException naming the kinds there are
     */
    Traffic traffic(String kind, Settings settings, Family family);
}
