// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/** The arithmetic of the estimate, on paths whose truth is known. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.bandwidth.estimate;
