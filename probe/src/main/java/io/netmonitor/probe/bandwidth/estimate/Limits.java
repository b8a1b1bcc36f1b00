// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.bandwidth.estimate;

/**
 * What a measurement may do at most.
 *
 * @param packetBytes length of a test packet with its IP and UDP headers
 * @param maxBps no train is paced faster
 * @param maxBytes no more than so many octets are sent
 */
public record Limits(int packetBytes, double maxBps, long maxBytes) {}
