// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/** The plan as a whole: what a controller and agents, each a process, make of tasks. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.plan;
