/**
 * Raw results and series in one DuckDB file or two. Tables are made from the probe types' descriptions, one for each kind and
 * day, so that a query names only the tables that it needs and old ones are dropped whole.
 *
 * <p>Entry types: {@link io.netmonitor.store.duckdb.DuckResultStoreType} and
 * {@link io.netmonitor.store.duckdb.DuckSeriesStoreType}, both for {@code duckdb:/path/results.duckdb}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.store.duckdb;
