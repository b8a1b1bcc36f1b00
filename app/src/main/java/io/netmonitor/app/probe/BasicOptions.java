// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.core.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code probe basic} can be told, as settings of the probe type. Bounds are the type's own. */
final class BasicOptions {
    static final Map<String, String> BY_SETTING = Map.of(
            "count", "--count",
            "interval", "--interval",
            "lossTimeout", "--timeout",
            "size", "--size",
            "dscp", "--dscp",
            "dontFragment", "--dont-fragment",
            "sourcePort", "--source-port",
            "varySourcePort", "--vary-source-port",
            "interface", "--interface",
            "authenticated", "--auth-key-file");

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "Test packets to send (default 10).")
    private @Nullable Long count;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "DURATION",
            description = "From one packet to the next (default 10ms).")
    private @Nullable String interval;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "A packet whose reply takes longer is lost (default 1s).")
    private @Nullable String timeout;

    @Option(
            names = "--size",
            paramLabel = "BYTES",
            description = "UDP payload of a packet (default the smallest: 80, or 168 with a key).")
    private @Nullable Long size;

    @Option(
            names = "--dscp",
            paramLabel = "DSCP",
            converter = Dscp.Reader.class,
            description = "Class of service, 0 to 63 or a name: EF, AF11 to AF43, CS0 to CS7, VA, LE, BE (default 0).")
    private @Nullable Long dscp;

    @Option(
            names = "--interface",
            paramLabel = "NAME",
            description = "Network interface to send by (default what routing says).")
    private @Nullable String device;

    @Option(names = "--source-port", paramLabel = "PORT", description = "UDP port to send from (default any).")
    private @Nullable Long sourcePort;

    @Option(
            names = "--vary-source-port",
            description = "Sends from 16 ports in turn, so that packets take all of several equal paths.")
    private boolean varySourcePort;

    @Option(
            names = "--dont-fragment",
            description = "Packets too long for the path are refused by it instead of split.")
    private boolean dontFragment;

    @Option(
            names = "--auth-key-file",
            paramLabel = "FILE",
            description =
                    "Authenticates packets by the key in FILE: 32 to 128 hexadecimal digits, readable by you alone.")
    private @Nullable Path keyFile;

    /** What is wrong with them that no setting can tell. */
    List<Fault> faults() {
        return varySourcePort && sourcePort != null
                ? List.of(new Fault("--vary-source-port", "does not go with --source-port; leave one out"))
                : List.of();
    }

    /** The settings that were asked for, by name; the others keep their defaults. */
    Map<String, Object> written() {
        Map<String, Object> written = new LinkedHashMap<>();
        put(written, "count", count);
        put(written, "interval", interval);
        put(written, "lossTimeout", timeout);
        put(written, "size", size);
        put(written, "dscp", dscp);
        put(written, "interface", device);
        put(written, "sourcePort", sourcePort);
        written.put("varySourcePort", varySourcePort);
        written.put("dontFragment", dontFragment);
        written.put("authenticated", keyFile != null);
        return written;
    }

    private static void put(Map<String, Object> written, String name, @Nullable Object value) {
        if (value != null) {
            written.put(name, value);
        }
    }

    @Nullable
    Path keyFile() {
        return keyFile;
    }
}
