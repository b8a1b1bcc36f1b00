// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
/** The host that tests run on is shared: neighbours take its processors away for milliseconds often, and for seconds now and then. */
@NullMarked
package io.netmonitor.testkit.host;

import org.jspecify.annotations.NullMarked;
