// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.store.StateStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isFoundByItsName() throws IOException {
        Extensions extensions = Extensions.load();

        try (StateStore store = extensions.stateStoreType("sqlite").open(location())) {
            assertThat(store.check().up()).isTrue();
        }
        assertThat(extensions.resultStoreType("duckdb").name()).isEqualTo("duckdb");
        assertThat(extensions.seriesStoreType("duckdb").name()).isEqualTo("duckdb");
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        try (StateStore store = open()) {
            store.secret("ca", "key");

            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.toList())
                        .hasSizeGreaterThan(2)
                        .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                                .isEqualTo(PosixFilePermissions.fromString("rw-------")));
            }
        }
    }

    @Test
    void refusesASecondStoreOnTheFile() throws IOException {
        try (StateStore first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("state.db is open in this process already; close it first");
            assertThat(first.tasks()).isEmpty();
        }
    }

    @Test
    void refusesAFileOfALaterVersion() throws Exception {
        SqliteFile file = SqliteFile.open(folder.resolve("state.db"));
        Migrations.apply(file);
        file.write(sql -> sql.change("INSERT INTO schema_version (version) VALUES (99)"));
        file.close();

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was written by a later version of this program (tables of version 99");
    }

    @Test
    void saysWhatToDoAboutAFileThatIsNoDatabase() throws IOException {
        Files.writeString(folder.resolve("state.db"), "this is no database".repeat(100));

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("state.db").toString())
                .hasMessageContaining("not a database");
    }

    private StateStore open() throws IOException {
        return new SqliteStateStoreType().open(location());
    }

    private URI location() {
        return URI.create("sqlite:" + folder.resolve("state.db"));
    }
}
