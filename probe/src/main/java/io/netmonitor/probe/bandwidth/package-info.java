// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The probe type {@code bandwidth}: how much more a path can carry. {@link io.netmonitor.probe.bandwidth.BandwidthProbeType} is its
 * door; {@code estimate} is the arithmetic, {@code train} the packets, {@code control} the conversation of the two ends.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.bandwidth;
