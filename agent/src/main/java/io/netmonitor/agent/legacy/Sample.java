// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

/**
 * One value of the gauge {@code netmonitor}.
 *
 * @param sip source, as the task lists it
 * @param dip destination, as the task lists it
 * @param metric {@code RTT}, {@code OWD}, {@code OW_Jitter}, {@code RT_Loss}, {@code OW_Loss} or {@code AB}
 * @param value ms, a ratio or bit/s
 */
record Sample(String sip, String dip, String metric, double value) {}
