// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.extension.ResultStoreType;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.store.file.StoreFile;
import java.io.IOException;
import java.net.URI;

/** Raw results in a DuckDB file: {@code duckdb:/path/results.duckdb}. It may be the series' file too. */
public final class DuckResultStoreType implements ResultStoreType {
    static final String NAME = "duckdb";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ResultStore open(URI location, ProbeCatalog catalog) throws IOException {
        Lease lease = Lease.take(StoreFile.prepare(location, NAME), "results");
        try {
            return new DuckResultStore(lease, catalog);
        } catch (IOException | RuntimeException e) {
            lease.close();
            throw e;
        }
    }
}
