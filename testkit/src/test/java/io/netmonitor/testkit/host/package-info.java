// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.host;
