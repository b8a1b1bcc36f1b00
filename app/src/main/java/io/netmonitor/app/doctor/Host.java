// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.probe.clock.ClockQuality;
import io.netmonitor.probe.socket.Libc;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What the checks may look at, so that tests can put another host in its place.
 *
 * @param measures whether it is a system on which agents and reflectors run
 * @param files the kernel's files
 * @param programs the host's programs
 * @param clock what the kernel says of its clock
 * @param stamps packets over loopback
 * @param ports opening a port
 */
record Host(
        boolean measures,
        HostFiles files,
        Programs programs,
        Supplier<ClockQuality> clock,
        StampTrial stamps,
        PortTrial ports) {
    /** The host on which this runs. */
    static Host current() {
        return new Host(
                Libc.isSupported(),
                new HostFiles(Path.of("/")),
                Programs.ofHost(),
                ClockQuality::read,
                new LoopbackStampTrial(),
                new PortTrial.Binding());
    }
}
