// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/** The control connection's messages, and callers and servers that do not keep to them. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.bandwidth.control;
