// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/**
 * One measurement from a terminal: its options, its progress, and its result for people or as JSON. Options become settings of
 * the probe type, which alone judges them.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.probe;
