// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.SeriesStoreType;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.store.file.StoreFile;
import java.io.IOException;
import java.net.URI;

/** Series in a DuckDB file: {@code duckdb:/path/series.duckdb}. It may be the raw results' file too. */
public final class DuckSeriesStoreType implements SeriesStoreType {
    @Override
    public String name() {
        return DuckResultStoreType.NAME;
    }

    @Override
    public SeriesStore open(URI location, ProbeCatalog catalog) throws IOException {
        Lease lease = Lease.take(StoreFile.prepare(location, name()), "series");
        try {
            return new DuckSeriesStore(lease, catalog);
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }
}
