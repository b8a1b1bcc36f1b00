// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.Health;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.path.Path;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.store.Page;
import io.netmonitor.core.store.ResultQuery;
import io.netmonitor.core.store.ResultStore;
import io.netmonitor.core.time.EpochNanos;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Raw results in DuckDB, a table for each kind and UTC day. Safe for use by many threads. */
final class DuckResultStore implements ResultStore {
    private static final Duration LATEST_WITHIN = Duration.ofDays(1);

    private final Lease lease;
    private final ProbeCatalog catalog;
    private final RawTables tables;
    private final Ledger ledger;
    /** Held over a change and the memory of it: what ledger and tables say is what was committed. */
    private final ReentrantLock changing = new ReentrantLock(true);

    DuckResultStore(Lease lease, ProbeCatalog catalog) throws IOException {
        this.lease = lease;
        this.catalog = catalog;
        this.ledger = lease.write(connection -> Ledger.load(connection, "result_ledger"));
        this.tables = lease.read(connection -> RawTables.load(connection, catalog));
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.netmonitor.core.InvalidInputException when a result is larger than {@link Bounds} allow; nothing is kept
     */
    @Override
    public List<Batch> append(List<Batch> batches) throws IOException {
        changing.lock();
        try {
            List<Batch> fresh = ledger.fresh(batches);
            Bounds.require(fresh);
            if (fresh.isEmpty()) {
                return fresh;
            }
            Map<RawTable, List<Result>> byTable = new LinkedHashMap<>();
            fresh.forEach(batch -> batch.results()
                    .forEach(result -> byTable.computeIfAbsent(tables.tableOf(result), table -> new ArrayList<>())
                            .add(result)));
            long lastId = lease.write(connection -> insert(connection, fresh, byTable));
            ledger.committed(fresh, lastId);
            tables.added(byTable.keySet());
            if (ledger.isLong()) {
                compactLedger();
            }
            return fresh;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Page<Result> find(ResultQuery query) throws IOException {
        ResultSelection selection = new ResultSelection(catalog, query);
        return lease.read(connection -> {
            List<PlacedResult> found = new ArrayList<>();
            // One more than asked for tells whether there is a next page.
            int wanted = query.limit() + 1;
            for (Map<String, RawTable> day :
                    selection.days(tables.byDay()).descendingMap().values()) {
                List<PlacedResult> ofDay = new ArrayList<>();
                for (RawTable table : selection.tables(day)) {
                    ofDay.addAll(selection.newest(connection, table, wanted - found.size()));
                }
                ofDay.sort(Comparator.comparing(PlacedResult::place, Place.NEWEST_FIRST));
                found.addAll(ofDay.subList(0, Math.min(ofDay.size(), wanted - found.size())));
                if (found.size() == wanted) {
                    break;
                }
            }
            return page(found, query.limit());
        });
    }

    @Override
    public List<Result> latest(String task, Instant asked) throws IOException {
        Instant at = Bounds.clamp(asked);
        Instant from = at.minus(LATEST_WITHIN);
        return lease.read(connection -> {
            Map<Path, PlacedResult> newest = new LinkedHashMap<>();
            for (Map<String, RawTable> day : tables.byDay()
                    .subMap(RawTable.dayOf(from), true, RawTable.dayOf(at), true)
                    .values()) {
                for (RawTable table : day.values()) {
                    for (PlacedResult one : latest(connection, table, task, from, at)) {
                        newest.merge(
                                one.result().path(),
                                one,
                                (a, b) -> Place.NEWEST_FIRST.compare(a.place(), b.place()) <= 0 ? a : b);
                    }
                }
            }
            return newest.values().stream().map(PlacedResult::result).toList();
        });
    }

    @Override
    public long expire(Instant before) throws IOException {
        LocalDate firstKept = RawTable.dayOf(Bounds.clamp(before));
        changing.lock();
        try {
            List<RawTable> old = tables.byDay().headMap(firstKept).values().stream()
                    .map(Map::values)
                    .flatMap(Collection::stream)
                    .toList();
            if (old.isEmpty()) {
                return 0;
            }
            return lease.writeAlone(connection -> drop(connection, old), () -> tables.droppedBefore(firstKept));
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Health check() {
        return lease.check(tables.byDay().size() + " days");
    }

    @Override
    public void close() {
        lease.close();
    }

    private long insert(DuckDBConnection connection, List<Batch> fresh, Map<RawTable, List<Result>> byTable)
            throws SQLException {
        long id = ledger.lastId();
        long lastId = id + byTable.values().stream().mapToLong(List::size).sum();
        ledger.write(connection, fresh, lastId);
        for (Map.Entry<RawTable, List<Result>> entry : byTable.entrySet()) {
            RawTable table = entry.getKey();
            if (!tables.contains(table)) {
                DuckFile.run(connection, table.createStatement());
            }
            try (DuckDBAppender out = connection.createAppender(table.name())) {
                for (Result result : entry.getValue()) {
                    ResultRows.append(out, table.columns(), ++id, result);
                }
                out.flush();
            }
        }
        return lastId;
    }

    private void compactLedger() throws IOException {
        lease.write(connection -> {
            ledger.compact(connection);
            return true;
        });
        ledger.compacted();
    }

    private static List<PlacedResult> latest(
            DuckDBConnection connection, RawTable table, String task, Instant from, Instant at) throws SQLException {
        String sql = "SELECT " + table.selected() + " FROM " + table.quoted()
                + " WHERE id IN (SELECT arg_max(id, (started_ns, id)) FROM " + table.quoted()
                + " WHERE task = ? AND started_ns >= ? AND started_ns <= ? GROUP BY source, destination, family)";
        return ResultSelection.select(
                connection, sql, List.of(task, EpochNanos.of(from), EpochNanos.of(at)), table.columns());
    }

    private static long drop(DuckDBConnection connection, List<RawTable> old) throws SQLException {
        long gone = 0;
        for (RawTable table : old) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table.quoted())) {
                row.next();
                gone += row.getLong(1);
            }
            DuckFile.run(connection, "DROP TABLE " + table.quoted());
        }
        return gone;
    }

    private static Page<Result> page(List<PlacedResult> found, int limit) {
        boolean more = found.size() > limit;
        List<PlacedResult> items = more ? found.subList(0, limit) : found;
        return new Page<>(
                items.stream().map(PlacedResult::result).toList(),
                more ? items.getLast().place().cursor() : null);
    }
}
