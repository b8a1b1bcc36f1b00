// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.extension.StateStoreType;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.store.file.StoreFile;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;

/** State in one SQLite file: {@code sqlite:/path/state.db}. One process at a time. */
public final class SqliteStateStoreType implements StateStoreType {
    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public StateStore open(URI location) throws IOException {
        SqliteFile file = SqliteFile.open(StoreFile.prepare(location, name()));
        try {
            Migrations.apply(file);
            return new SqlStateStore(file);
        } catch (SQLException e) {
            file.close();
            throw new IOException(
                    "cannot read " + file.path() + ": " + SqlStateStore.cause(e) + "; if it is damaged, restore a copy",
                    e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }
}
