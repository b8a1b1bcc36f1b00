// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerfRecordsTest {
    private static final InetAddress SERVER = InetAddress.ofLiteral("10.77.0.2");
    private static final PerfRecord EXAMPLE = example("test");

    @TempDir
    private Path folder;

    private static PerfRecord example(String task) {
        return PerfRecord.basic(task, Samples.EXAMPLE.startedAt(), SERVER, BasicFigures.of(Samples.EXAMPLE));
    }

    private static PerfRecord rate(String bps) {
        return new PerfRecord(
                "INSERT INTO PerfRecords VALUES(NULL, 'test', 1, '0.0.0.0', '10.77.0.2', 2, 400, NULL, NULL,"
                        + " 7.0, NULL, NULL, 0.0, NULL, NULL, " + bps + ", NULL);");
    }

    private static List<List<@Nullable Object>> rows(Path file, String query) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (row.next()) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getObject(i));
                }
                rows.add(values);
            }
            return rows;
        }
    }

    @Test
    void makesTheTableWithThePrototypesColumns() throws Exception {
        Path file = folder.resolve("a/b/perftrace.db");

        new PerfRecords(file).append(EXAMPLE);

        assertThat(rows(file, "SELECT group_concat(name) FROM pragma_table_info('PerfRecords')"))
                .containsExactly(
                        List.of("ID,Task_Name,Time_stamp,Source_IP,Dest_IP,mode,OWD_sd,OWD_ds,RTT,Jitter_sd,Jitter_ds,"
                                + "Jitter_rtt,LossRate_sd,LossRate_ds,LossRate_rtt,ABW_sd,ABW_ds"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("a")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void appendsEachRun() throws Exception {
        Path file = folder.resolve("perftrace.db");
        PerfRecords records = new PerfRecords(file);

        records.append(EXAMPLE);
        records.append(example("it's 广域"));
        records.append(rate("976908736.000000"));

        assertThat(rows(
                        file,
                        "SELECT ID, Task_Name, mode, OWD_sd, RTT, Jitter_rtt, ABW_sd FROM PerfRecords ORDER BY ID"))
                .extracting(List::toString)
                .containsExactly(
                        "[1, test, 1, 87, 147, 180.484, null]",
                        "[2, it's 广域, 1, 87, 147, 180.484, null]",
                        "[3, test, 2, 400, null, null, 9.76908736E8]");
        assertThat(rows(file, "SELECT Time_stamp, Source_IP, Dest_IP FROM PerfRecords WHERE ID = 1"))
                .containsExactly(List.of(1_795_343_360_077_013L, "0.0.0.0", "10.77.0.2"));
    }

    @Test
    void appendsToATableThatThePrototypeMade() throws Exception {
        Path file = folder.resolve("old.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE PerfRecords (ID INTEGER PRIMARY KEY AUTOINCREMENT, Task_Name TEXT,"
                    + " Time_stamp INT, Source_IP TEXT, Dest_IP TEXT, mode INT, OWD_sd INT, OWD_ds INT, RTT INT,"
                    + " Jitter_sd REAL, Jitter_ds REAL, Jitter_rtt REAL, LossRate_sd REAL, LossRate_ds REAL,"
                    + " LossRate_rtt REAL, ABW_sd REAL, ABW_ds REAL)");
        }

        new PerfRecords(file).append(EXAMPLE);

        assertThat(rows(file, "SELECT Task_Name, RTT FROM PerfRecords")).containsExactly(List.of("test", 147));
    }

    /** Few records of each: SQLite lets writers wait by chance and not in turn, so that one may wait for as long as the others write. */
    @Test
    void losesNothingWhenProcessesAppendAtOnce() throws Exception {
        Path file = folder.resolve("perftrace.db");
        List<Process> writers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                writers.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Appending.class.getName(),
                                file.toString())
                        .redirectError(Redirect.INHERIT)
                        .start());
            }
            for (Process writer : writers) {
                assertThat(writer.getInputStream().read()).isEqualTo('!');
            }
            for (Process writer : writers) {
                writer.getOutputStream().close();
            }
            for (Process writer : writers) {
                assertThat(writer.waitFor(120, TimeUnit.SECONDS)).isTrue();
                assertThat(writer.exitValue()).isZero();
            }
        } finally {
            writers.forEach(Process::destroyForcibly);
        }

        assertThat(rows(file, "SELECT count(*), count(DISTINCT ID), max(ID) FROM PerfRecords"))
                .containsExactly(List.of(4 * Appending.TIMES, 4 * Appending.TIMES, 4 * Appending.TIMES));
    }

    /** One of several processes that share a file; says that it is ready and begins when its input ends. */
    static final class Appending {
        static final int TIMES = 5;

        private Appending() {}

        public static void main(String[] arguments) throws IOException {
            System.out.print('!');
            System.out.flush();
            int _ = System.in.read();
            for (int i = 0; i < TIMES; i++) {
                new PerfRecords(Path.of(arguments[0])).append(EXAMPLE);
            }
        }
    }

    @Test
    void saysWhereARecordCannotBeKept() throws IOException {
        Path text =
                Files.writeString(folder.resolve("text"), "This is no database, but long enough to look at.".repeat(9));

        assertThatThrownBy(() -> new PerfRecords(text).append(EXAMPLE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the record cannot be kept in " + text + ": ")
                .hasMessageContaining("not a database");
        assertThatThrownBy(() -> new PerfRecords(text.resolve("perftrace.db")).append(EXAMPLE))
                .hasMessageStartingWith("the record cannot be kept in " + text);
        assertThat(new PerfRecords(text).lastRate(SERVER)).isEmpty();
    }

    @Test
    void knowsTheRateLastMeasuredToAServer() throws IOException {
        PerfRecords records = new PerfRecords(folder.resolve("perftrace.db"));
        assertThat(records.lastRate(SERVER)).isEmpty();

        records.append(EXAMPLE);
        assertThat(records.lastRate(SERVER)).isEmpty();
        records.append(rate("1000000.5"));
        records.append(rate("2000000.5"));
        records.append(rate("-3000000"));

        assertThat(records.lastRate(SERVER)).hasValue(2_000_000);
        assertThat(records.lastRate(InetAddress.ofLiteral("10.77.0.3"))).isEmpty();
    }
}
