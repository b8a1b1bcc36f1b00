// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.StateStore;
import io.netmonitor.store.duckdb.DuckResultStoreType;
import io.netmonitor.store.sqlite.SqliteStateStoreType;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class UnpackedLibrariesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNoCopyThatAKilledProcessWouldForget() throws IOException {
        try (StateStore state = new SqliteStateStoreType().open(URI.create("sqlite:" + folder.resolve("state.db")));
                ResultStore results = new DuckResultStoreType()
                        .open(URI.create("duckdb:" + folder.resolve("results.duckdb")), FakeProbeType.catalog())) {
            assertThat(state.check().up()).isTrue();
            assertThat(results.check().up()).isTrue();

            List<String> loaded = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.contains("libduckdb_java") || line.contains("libsqlitejdbc"))
                    .toList();

            assertThat(loaded).isNotEmpty().allMatch(line -> line.endsWith(" (deleted)"));
        }
    }
}
