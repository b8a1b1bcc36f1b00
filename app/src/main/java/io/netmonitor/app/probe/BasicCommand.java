// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.app.command.KeyFile;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.extension.ProbeType;
import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.core.time.MonotonicClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code probe basic}. */
@Command(
        name = "basic",
        description = "Measures delay, jitter and loss to a STAMP reflector.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example, 100 packets, one every 5 ms:", "  netmonitor probe basic 192.0.2.7 -c 100 -i 5ms"})
final class BasicCommand implements Callable<Integer> {
    @Mixin
    private BasicOptions options;

    @Mixin
    private OneMeasurement one;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProbeType type = Extensions.load().probeType("basic");
        Settings settings = one.settings(type, options.faults(), options.written(), BasicOptions.BY_SETTING);
        @Nullable SessionKey key = options.keyFile() == null ? null : KeyFile.read(options.keyFile());
        Session session = one.session(type, key);
        Measurement measurement;
        try (Progress _ = Progress.show(
                spec.commandLine().getErr(), Terminals.isErrorOne(), atMost(settings), MonotonicClock.SYSTEM)) {
            measurement = type.create(settings).measure(session);
        }
        MeasurementText text = new MeasurementText(type.description(), Terminals.glyphs());
        return one.tell(type, session, measurement, text::print);
    }

    /** From the first packet until the last reply is late. */
    private static Duration atMost(Settings settings) {
        return Duration.ofNanos(
                (settings.whole("count") - 1) * settings.durationNs("interval") + settings.durationNs("lossTimeout"));
    }
}
