// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.testkit.contract.ResultStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class DuckResultStoreTest extends ResultStoreContract {
    @TempDir
    Path folder = Path.of("");

    @Override
    protected ResultStore open(ProbeCatalog catalog) throws IOException {
        return new DuckResultStoreType().open(URI.create("duckdb:" + folder.resolve("results.duckdb")), catalog);
    }
}
