// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The control connection of a bandwidth measurement, TCP: {@link io.netmonitor.probe.bandwidth.control.ControlServer} answers, {@link
 * io.netmonitor.probe.bandwidth.control.ControlClient} asks. What goes over it is in {@code docs/protocol.md}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.bandwidth.control;
