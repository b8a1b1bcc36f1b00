// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code probe bandwidth} can be told, as settings of the probe type. Bounds are the type's own. */
final class BandwidthOptions {
    static final Map<String, String> BY_SETTING =
            Map.of("maxRate", "--max-rate", "maxBytes", "--budget", "size", "--size");

    @Option(
            names = "--max-rate",
            paramLabel = "RATE",
            converter = Quantity.Rate.class,
            description = "No train is faster, in bit/s: 100M, 2.5G, 500k (default 10G).")
    private @Nullable Long maxRate;

    @Option(
            names = "--budget",
            paramLabel = "BYTES",
            converter = Quantity.Size.class,
            description = "No more is sent in all: 20MB, 500kB (default 200MB).")
    private @Nullable Long budget;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            converter = Quantity.Size.class,
            description = "UDP payload of a packet (default 1392). Rates are those of packets of this size.")
    private @Nullable Long size;

    @Option(names = "--reverse", description = "Measures the way from HOST to here.")
    private boolean reverse;

    /** The settings that were asked for, by name; the others keep their defaults. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        put(written, "maxRate", maxRate);
        put(written, "maxBytes", budget);
        put(written, "size", size);
        return written;
    }

    private static void put(Map<String, Object> written, String name, @Nullable Object value) {
        if (value != null) {
            written.put(name, value);
        }
    }

    boolean reverse() {
        return reverse;
    }
}
