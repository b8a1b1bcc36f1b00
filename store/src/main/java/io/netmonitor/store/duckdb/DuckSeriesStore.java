// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.extension.ProbeCatalog;
import io.netmonitor.core.probe.Metric;
import io.netmonitor.core.probe.ProbeDescription;
import io.netmonitor.core.result.Batch;
import io.netmonitor.core.store.RollUp;
import io.netmonitor.core.store.SeriesPoint;
import io.netmonitor.core.store.SeriesQuery;
import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.core.time.EpochNanos;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * Roll-ups in DuckDB: each commit adds partials, which a query merges, so that late results need no special care. Safe for
 * use by many threads.
 */
final class DuckSeriesStore implements SeriesStore {
    private final Lease lease;
    private final ProbeCatalog catalog;
    private final Set<SeriesTable> tables;
    private final Ledger ledger;
    private final AtomicLong unreadable = new AtomicLong();
    /** Held over a change and the memory of it: what ledger and tables say is what was committed. */
    private final ReentrantLock changing = new ReentrantLock(true);

    DuckSeriesStore(Lease lease, ProbeCatalog catalog) throws IOException {
        this.lease = lease;
        this.catalog = catalog;
        this.ledger = lease.write(connection -> Ledger.load(connection, "series_ledger"));
        this.tables = new ConcurrentSkipListSet<>(PartialRows.TABLE_ORDER);
        this.tables.addAll(lease.read(PartialRows::tables));
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidInputException when a result is larger than {@link Bounds} allow; nothing is kept
     */
    @Override
    public void append(List<Batch> batches) throws IOException {
        changing.lock();
        try {
            List<Batch> fresh = ledger.fresh(batches);
            Bounds.require(fresh);
            if (fresh.isEmpty()) {
                return;
            }
            RollUps rollUps = RollUps.of(fresh, catalog);
            Map<SeriesTable, List<Map.Entry<PartialKey, Partial>>> byTable = rollUps.partials().entrySet().stream()
                    .collect(Collectors.groupingBy(entry -> entry.getKey().table()));
            lease.write(connection -> insert(connection, fresh, byTable));
            ledger.committed(fresh, 0);
            tables.addAll(byTable.keySet());
            unreadable.addAndGet(rollUps.unreadable());
            if (ledger.isLong()) {
                compactLedger();
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public List<SeriesPoint> points(SeriesQuery query) throws IOException {
        ProbeDescription description = catalog.get(query.kind());
        Metric metric = description
                .metric(query.metric())
                .orElseThrow(() -> new InvalidInputException(
                        "metric",
                        "is none of "
                                + description.metrics().stream()
                                        .map(Metric::name)
                                        .collect(Collectors.joining(", "))
                                + ": " + query.metric()));
        return lease.read(connection -> {
            TreeMap<Long, Partial> windows = new TreeMap<>();
            for (SeriesTable table : tables) {
                if (table.level() == query.level() && table.touches(query.from(), query.to())) {
                    PartialRows.merge(connection, table, query, query.path(), query.metric(), windows);
                    if (description.symmetric()) {
                        PartialRows.merge(connection, table, query, query.path().reversed(), metric.mirror(), windows);
                    }
                }
            }
            List<SeriesPoint> points = new ArrayList<>(windows.size());
            windows.forEach((ns, partial) -> points.add(partial.point(EpochNanos.toInstant(ns))));
            return points;
        });
    }

    @Override
    public void expire(RollUp level, Instant before) throws IOException {
        changing.lock();
        try {
            List<SeriesTable> old = tables.stream()
                    .filter(table -> table.level() == level && !table.end().isAfter(before))
                    .toList();
            if (!old.isEmpty()) {
                lease.writeAlone(
                        connection -> {
                            for (SeriesTable table : old) {
                                DuckFile.run(connection, "DROP TABLE " + table.name());
                            }
                            return old.size();
                        },
                        () -> old.forEach(tables::remove));
            }
        } finally {
            changing.unlock();
        }
    }

    @Override
    public Health check() {
        return lease.check(
                tables.size() + " tables; " + unreadable.get() + " histograms could not be read since start");
    }

    @Override
    public void close() {
        lease.close();
    }

    private int insert(
            DuckDBConnection connection,
            List<Batch> fresh,
            Map<SeriesTable, List<Map.Entry<PartialKey, Partial>>> byTable)
            throws SQLException {
        ledger.write(connection, fresh, 0);
        for (Map.Entry<SeriesTable, List<Map.Entry<PartialKey, Partial>>> entry : byTable.entrySet()) {
            if (!tables.contains(entry.getKey())) {
                DuckFile.run(connection, "CREATE TABLE " + entry.getKey().name() + " (" + SeriesTable.COLUMNS + ")");
            }
            PartialRows.append(connection, entry.getKey(), entry.getValue());
        }
        return fresh.size();
    }

    private void compactLedger() throws IOException {
        lease.write(connection -> {
            ledger.compact(connection);
            return true;
        });
        ledger.compacted();
    }
}
