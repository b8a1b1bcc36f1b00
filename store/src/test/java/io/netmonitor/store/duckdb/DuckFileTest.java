// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import static io.netmonitor.testkit.probe.FakeResults.batch;
import static io.netmonitor.testkit.probe.FakeResults.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckFileTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    @Test
    void letsResultsAndSeriesShareAFile() throws IOException {
        try (SeriesStore series = openSeries()) {
            try (ResultStore results = openResults()) {
                results.append(List.of(batch(1, measured(NOON, 1_000_000))));
                series.append(List.of(batch(1, measured(NOON, 1_000_000))));
            }

            series.append(List.of(batch(2, measured(NOON, 1_000_000))));
            assertThat(series.check().up()).isTrue();
            try (ResultStore again = openResults()) {
                assertThat(again.find(ResultQuery.newest(5)).items()).hasSize(1);
            }
        }
    }

    @Test
    void refusesASecondStoreOfTheSameSort() throws IOException {
        try (ResultStore first = openResults()) {
            assertThat(first.check().up()).isTrue();
            assertThatThrownBy(this::openResults)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file() + " is open for results in this process already");
        }
    }

    @Test
    void movesTheLogIntoTheFileWhenAsked() throws IOException {
        DuckFile file = DuckFile.open(file(), "test");
        try {
            file.write(connection -> {
                DuckFile.run(connection, "CREATE TABLE t AS SELECT range AS n FROM range(10000)");
                return 1;
            });
            Path log = folder.resolve("results.duckdb.wal");
            assertThat(log).isNotEmptyFile();

            file.checkpoint();

            assertThat(Files.exists(log) ? Files.size(log) : 0).isZero();
            assertThat(file.fault()).isEmpty();
        } finally {
            file.release("test");
        }
    }

    @Test
    void takesAFailedChangeBackAndGoesOn() throws IOException {
        DuckFile file = DuckFile.open(file(), "test");
        try {
            assertThatThrownBy(() -> file.write(connection -> {
                        DuckFile.run(connection, "CREATE TABLE t (n BIGINT)");
                        DuckFile.run(connection, "SELECT * FROM absent");
                        return 1;
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write " + file())
                    .hasMessageContaining("absent");
            assertThat(file.fault()).isPresent();

            file.write(connection -> {
                DuckFile.run(connection, "CREATE TABLE t (n BIGINT)");
                return 1;
            });

            assertThat(file.fault()).isEmpty();
        } finally {
            file.release("test");
        }
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        try (ResultStore results = openResults()) {
            results.append(List.of(batch(1, measured(NOON, 1_000_000))));

            assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(folder.resolve("results.duckdb.wal")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void saysWhatToDoAboutAFileThatIsNoDatabase() throws IOException {
        Files.writeString(file(), "this is no database, but long enough to be taken for one".repeat(200));

        assertThatThrownBy(this::openResults)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot open " + file())
                .hasMessageContaining("restore a copy or move it away");
    }

    private ResultStore openResults() throws IOException {
        return new DuckResultStoreType().open(URI.create("duckdb:" + file()), FakeProbeType.catalog());
    }

    private SeriesStore openSeries() throws IOException {
        return new DuckSeriesStoreType().open(URI.create("duckdb:" + file()), FakeProbeType.catalog());
    }

    private Path file() {
        return folder.resolve("results.duckdb");
    }
}
