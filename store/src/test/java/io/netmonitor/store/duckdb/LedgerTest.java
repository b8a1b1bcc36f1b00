// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import static io.netmonitor.testkit.probe.FakeResults.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void remembersAfterItWasWrittenAnew() throws IOException {
        DuckFile file = DuckFile.open(folder.resolve("ledger.duckdb"), "test");
        Ledger ledger = file.write(connection -> Ledger.load(connection, "ledger"));
        List<Batch> batches = LongStream.rangeClosed(1, 250)
                .filter(number -> number != 7)
                .mapToObj(number -> batch(number))
                .toList();
        file.write(connection -> {
            ledger.write(connection, batches, 4_711);
            return 1;
        });
        ledger.committed(batches, 4_711);
        assertThat(rows(file)).isEqualTo(249);

        file.write(connection -> {
            ledger.compact(connection);
            return 1;
        });
        ledger.compacted();
        Ledger again = file.write(connection -> Ledger.load(connection, "ledger"));

        assertThat(rows(file)).isEqualTo(2);
        assertThat(again.lastId()).isEqualTo(4_711);
        assertThat(again.fresh(batches)).isEmpty();
        assertThat(again.fresh(List.of(batch(7), batch(251), batch(7)))).containsExactly(batch(7), batch(251));
        file.release("test");
    }

    private static long rows(DuckFile file) throws IOException {
        return file.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM ledger")) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
