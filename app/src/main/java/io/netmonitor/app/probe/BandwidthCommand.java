// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import io.netmonitor.core.probe.Measurement;
import io.netmonitor.core.probe.Session;
import io.netmonitor.core.probe.Settings;
import io.netmonitor.probe.bandwidth.BandwidthProbeType;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code probe bandwidth}. */
@Command(
        name = "bandwidth",
        description =
                "Measures what a path can carry beside its other traffic, to an agent or a reflector --bandwidth.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example, sending no more than 20 MB:",
            "  netmonitor probe bandwidth 192.0.2.7 --budget 20MB",
            "Example, the way from there to here:",
            "  netmonitor probe bandwidth 192.0.2.7 --reverse"
        })
final class BandwidthCommand implements Callable<Integer> {
    @Mixin
    private BandwidthOptions options;

    @Mixin
    private OneMeasurement one;

    @Spec
    private CommandSpec spec;

    /** Takes the probe type itself, not the extension, since only the type lets somebody look on. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        BandwidthProbeType type = new BandwidthProbeType();
        Settings settings = one.settings(type, List.of(), options.written(), BandwidthOptions.BY_SETTING);
        Session session = one.session(type, null);
        TrainLog log = new TrainLog();
        Measurement measurement;
        try (Progress _ = Progress.follow(spec.commandLine().getErr(), Terminals.isErrorOne(), log::state)) {
            measurement = type.create(settings, options.reverse(), log).measure(session);
        }
        BandwidthText text = new BandwidthText(
                type.description().title() + (options.reverse() ? " from " : " to "), log.trains(), Terminals.glyphs());
        return one.tell(type, session, measurement, text::print);
    }
}
