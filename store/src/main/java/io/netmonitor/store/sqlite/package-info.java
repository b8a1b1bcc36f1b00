/**
 * State in one SQLite file. The statements keep to the SQL that PostgreSQL understands too.
 *
 * <p>Entry type: {@link io.netmonitor.store.sqlite.SqliteStateStoreType}, for {@code sqlite:/path/state.db}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.store.sqlite;
