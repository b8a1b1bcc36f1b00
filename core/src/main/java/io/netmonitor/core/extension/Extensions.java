// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** All extensions on the class path, by sort and name. Immutable. */
public final class Extensions {
    private final Map<String, ProbeType> probeTypes = new LinkedHashMap<>();
    private final Map<String, SinkType> sinkTypes = new LinkedHashMap<>();
    private final Map<String, StateStoreType> stateStoreTypes = new LinkedHashMap<>();
    private final Map<String, ResultStoreType> resultStoreTypes = new LinkedHashMap<>();
    private final Map<String, SeriesStoreType> seriesStoreTypes = new LinkedHashMap<>();

    /**
     * Takes the given extensions.
     *
     * @throws IllegalStateException when two of the same sort have the same name
     */
    public Extensions(Iterable<Extension> extensions) {
        for (Extension extension : extensions) {
            switch (extension) {
                case ProbeType type -> add(probeTypes, type);
                case SinkType type -> add(sinkTypes, type);
                case StateStoreType type -> add(stateStoreTypes, type);
                case ResultStoreType type -> add(resultStoreTypes, type);
                case SeriesStoreType type -> add(seriesStoreTypes, type);
            }
        }
    }

    /** Finds what the class path offers in {@code META-INF/services/io.netmonitor.core.extension.Extension}. */
    public static Extensions load() {
        return new Extensions(ServiceLoader.load(Extension.class));
    }

    /** Descriptions of the probe types. */
    public ProbeCatalog catalog() {
        return new ProbeCatalog(probeTypes.values());
    }

    public ProbeType probeType(String name) {
        return named(probeTypes, "kind", name);
    }

    public SinkType sinkType(String name) {
        return named(sinkTypes, "sink", name);
    }

    public StateStoreType stateStoreType(String name) {
        return named(stateStoreTypes, "state", name);
    }

    public ResultStoreType resultStoreType(String name) {
        return named(resultStoreTypes, "results", name);
    }

    public SeriesStoreType seriesStoreType(String name) {
        return named(seriesStoreTypes, "series", name);
    }

    private static <T extends Extension> void add(Map<String, T> byName, T extension) {
        T other = byName.putIfAbsent(extension.name(), extension);
        if (other != null) {
            throw new IllegalStateException("two extensions are named " + extension.name() + ": "
                    + other.getClass().getName() + " and "
                    + extension.getClass().getName() + "; remove one of the jars");
        }
    }

    private static <T> T named(Map<String, T> byName, String field, String name) {
        T extension = byName.get(name);
        if (extension == null) {
            throw new InvalidInputException(field, "is none of " + String.join(", ", byName.keySet()) + ": " + name);
        }
        return extension;
    }
}
