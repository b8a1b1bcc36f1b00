// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.metrics;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.SinkType;
import io.netmonitor.core.time.WallClock;
import java.net.URI;

/** The sink {@code prometheus:/metrics}, which keeps the newest result of every path for {@code /metrics}. */
public final class PrometheusSinkType implements SinkType {
    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public PrometheusSink open(URI location, ProbeCatalog catalog) {
        return new PrometheusSink(catalog, ListedNames.AS_THEY_ARE, WallClock.SYSTEM);
    }
}
