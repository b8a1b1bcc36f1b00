// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/** Trains on the wire, and what is kept of their arrivals. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.train;
