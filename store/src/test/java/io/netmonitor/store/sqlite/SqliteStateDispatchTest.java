// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.store.StateStore;
import io.netmonitor.testkit.contract.StateDispatchContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStateDispatchTest extends StateDispatchContract {
    @TempDir
    Path folder = Path.of("");

    @Override
    protected StateStore open() throws IOException {
        return new SqliteStateStoreType().open(URI.create("sqlite:" + folder.resolve("state.db")));
    }
}
