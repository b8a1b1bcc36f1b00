// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Trains on the wire: {@link io.netmonitor.probe.train.TrainSender} paces packets out, {@link
 * io.netmonitor.probe.train.TrainReceiver} notes their arrivals.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.train;
