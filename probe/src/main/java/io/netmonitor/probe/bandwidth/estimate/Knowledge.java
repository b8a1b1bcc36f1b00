// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

/**
 * What is known of a path before a measurement: the first one has to find it out, which takes more packets.
 *
 * @param capacityBps rate of the tight link
 * @param burstBytes what passes at once
 * @param availableBps what was available the last time
 */
public record Knowledge(double capacityBps, double burstBytes, double availableBps) {}
