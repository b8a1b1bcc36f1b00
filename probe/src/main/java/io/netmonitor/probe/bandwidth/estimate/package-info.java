// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What trains of test packets tell of a path's available bandwidth: arithmetic on instants, without I/O. {@link
 * io.netmonitor.probe.bandwidth.estimate.Course} leads a measurement from the first packet to its {@link
 * io.netmonitor.probe.bandwidth.estimate.Estimate}.
 *
 * <p>A train begins with a burst that spends the token bucket and fills the queue at the tight link; the paced packets after it keep
 * the queue from running empty. While it is not empty the link sends all the time, so what left it between two test packets, less
 * the test packets themselves, is the cross traffic that came in between them:
 *
 * <pre>
 * cross traffic = (capacity × time between their arrivals − their bits) / time between their sending
 * available     = capacity − cross traffic
 * </pre>
 *
 * <p>With the sending rate R and the slope of the one-way delay this is A = R − C × slope, and near R = A an error of the capacity
 * hardly matters. Rates are of the IP layer, in bits per second, for packets as long as the test packets.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.bandwidth.estimate;
