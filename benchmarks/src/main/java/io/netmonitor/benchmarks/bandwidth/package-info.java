// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/** How near the probe type {@code bandwidth} comes to the truth on a bed where the truth is known. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.benchmarks.bandwidth;
