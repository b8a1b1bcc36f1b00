// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.testkit.contract.SeriesStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DuckSeriesStoreTest extends SeriesStoreContract {
    @TempDir
    Path folder = Path.of("");

    @Override
    protected SeriesStore open(ProbeCatalog catalog) throws IOException {
        return new DuckSeriesStoreType().open(URI.create("duckdb:" + folder.resolve("series.duckdb")), catalog);
    }
}
