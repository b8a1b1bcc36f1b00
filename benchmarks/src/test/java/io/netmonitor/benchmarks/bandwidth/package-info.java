// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/** How the benchmark of bandwidth measurements reckons. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.benchmarks.bandwidth;
