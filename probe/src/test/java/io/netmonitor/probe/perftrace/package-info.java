// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of measurements by the prototype's protocol. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.perftrace;
