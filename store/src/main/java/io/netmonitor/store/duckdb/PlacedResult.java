// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.result.Result;

/** A result and where it stands among all. */
record PlacedResult(Place place, Result result) {}
