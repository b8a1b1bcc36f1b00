// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Kinds;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.probe.Traffic;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Descriptions of all probe types by name, as stores, sinks, API and UI read them. Immutable. */
public final class ProbeCatalog implements Kinds {
    private final Map<String, ProbeDescription> byName = new LinkedHashMap<>();
    private final Map<String, ProbeType> types = new LinkedHashMap<>();

    /** A catalog of these probe types' descriptions. */
    public ProbeCatalog(Collection<? extends ProbeType> types) {
        types.forEach(type -> {
            byName.put(type.name(), type.description());
            this.types.put(type.name(), type);
        });
    }

    /** All descriptions, by the kind that tasks and results name, in the order in which the types were given. */
    @Override
    public Map<String, ProbeDescription> all() {
        return Collections.unmodifiableMap(byName);
    }

    /**
     * The description of a kind.
     *
     * @throws InvalidInputException naming the kinds there are
     */
    public ProbeDescription get(String kind) {
        return find(kind).orElseThrow(() -> unknown(kind));
    }

    private InvalidInputException unknown(String kind) {
        return new InvalidInputException("kind", "is none of " + String.join(", ", byName.keySet()) + ": " + kind);
    }

    @Override
    public Traffic traffic(String kind, Settings settings, Family family) {
        ProbeType type = types.get(kind);
        if (type == null) {
            throw unknown(kind);
        }
        return type.traffic(settings, family);
    }
}
