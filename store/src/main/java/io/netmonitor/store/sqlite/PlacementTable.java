// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.sqlite;

import io.netmonitor.core.json.Json;
import io.netmonitor.core.plan.Placement;
import io.netmonitor.core.time.EpochNanos;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** The table {@code placement}: one row for each, deflated, since a mesh of hundreds has a hundred thousand paths. */
final class PlacementTable {
    private PlacementTable() {}

    /** One of the same task and instant takes the other's place. */
    static void put(Sql sql, Placement placement) throws SQLException {
        sql.change(
                "INSERT INTO placement (number, from_ns, task, content) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (number, from_ns) DO UPDATE SET content = excluded.content",
                placement.number(),
                EpochNanos.of(placement.from()),
                placement.task(),
                deflated(Json.writeBytes(placement)));
    }

    /** Returns how many there were. */
    static long from(Sql sql, Instant from, Consumer<Placement> each) throws SQLException {
        return sql.each(
                "SELECT content FROM placement AS p WHERE from_ns > ? OR from_ns = (SELECT max(from_ns) FROM placement"
                        + " WHERE number = p.number AND from_ns <= ?) ORDER BY from_ns, number",
                row -> each.accept(placement(row)),
                EpochNanos.of(from),
                EpochNanos.of(from));
    }

    static List<Placement> of(Sql sql, String task, Instant from, Instant to) throws SQLException {
        return sql.rows(
                "SELECT content FROM placement AS p WHERE task = ? AND from_ns < ? AND (from_ns > ? OR from_ns ="
                        + " (SELECT max(from_ns) FROM placement WHERE number = p.number AND from_ns <= ?))"
                        + " ORDER BY from_ns, number",
                PlacementTable::placement,
                task,
                EpochNanos.of(to),
                EpochNanos.of(from),
                EpochNanos.of(from));
    }

    private static Placement placement(ResultSet row) throws SQLException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(row.getBytes("content")))) {
            return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Placement.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a placement in the state cannot be read", e);
        }
    }

    private static byte[] deflated(byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("an array takes everything", e);
        }
        return bytes.toByteArray();
    }
}
