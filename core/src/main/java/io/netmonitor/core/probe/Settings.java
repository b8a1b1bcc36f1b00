// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import io.netmonitor.core.Fault;
import io.netmonitor.core.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Settings of a probe, complete and within their bounds. Immutable. */
public final class Settings {
    private final Map<String, Object> byName;

    private Settings(Map<String, Object> byName) {
        this.byName = byName;
    }

    /**
     * Reads settings as written in a task; what is not written takes its default.
     *
     * @param described what can be set
     * @param written numbers, flags and text by name
     * @throws InvalidInputException with every fault, each naming {@code settings.<name>}; unknown names are faults
     */
    public static Settings read(List<Setting> described, Map<String, ?> written) {
        List<Fault> faults = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting setting : described) {
            if (!written.containsKey(setting.name())) {
                values.put(setting.name(), setting.defaultValue());
                continue;
            }
            try {
                values.put(setting.name(), setting.read(written.get(setting.name())));
            } catch (IllegalArgumentException e) {
                faults.add(new Fault("settings." + setting.name(), String.valueOf(e.getMessage())));
            }
        }
        for (String name : written.keySet()) {
            if (described.stream().noneMatch(setting -> setting.name().equals(name))) {
                faults.add(new Fault(
                        "settings." + name,
                        "is unknown; there are "
                                + String.join(
                                        ", ",
                                        described.stream().map(Setting::name).toList())));
            }
        }
        InvalidInputException.throwIfAny(faults);
        return new Settings(values);
    }

    /** A whole number; throws when the probe type does not describe one by that name. */
    public long whole(String name) {
        return (Long) get(name);
    }

    /** A duration in nanoseconds; throws when the probe type does not describe one by that name. */
    public long durationNs(String name) {
        return (Long) get(name);
    }

    /** A flag; throws when the probe type does not describe one by that name. */
    public boolean flag(String name) {
        return (Boolean) get(name);
    }

    /** A text; throws when the probe type does not describe one by that name. */
    public String text(String name) {
        return (String) get(name);
    }

    private Object get(String name) {
        return Objects.requireNonNull(byName.get(name), () -> "no setting is described as " + name);
    }
}
