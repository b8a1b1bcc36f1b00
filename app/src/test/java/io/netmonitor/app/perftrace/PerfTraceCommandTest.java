// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import io.netmonitor.testkit.prototype.PrototypeServer;
import io.netmonitor.testkit.prototype.Reply;
import io.netmonitor.testkit.prototype.ServerFaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers over loopback, ours and the prototype's. */
class PerfTraceCommandTest {
    @TempDir
    private Path folder;

    private Cli run(InetSocketAddress server, String... options) {
        InetAddress address = server.getAddress();
        String host = address.getHostAddress();
        return run(host.contains(":") ? "[" + host + "]:" + server.getPort() : host + ":" + server.getPort(), options);
    }

    private Cli run(String server, String... options) {
        List<String> words = new ArrayList<>(List.of("perftrace_cli", "-s", server));
        words.addAll(List.of("--db", database().toString()));
        words.addAll(List.of(options));
        return Cli.run(words.toArray(String[]::new));
    }

    private Path database() {
        return folder.resolve("perftrace.db");
    }

    private List<String> kept(String column) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + column + " FROM PerfRecords ORDER BY ID")) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        }
    }

    /** Each try begins without a record. */
    private void quietly(QuietMoment.Trial trial) throws Exception {
        QuietMoment.find(() -> {
            Files.deleteIfExists(database());
            trial.run();
        });
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 0);
    }

    private static PrototypeServer prototype(ServerFaults faults) throws IOException {
        return PrototypeServer.open(at("127.0.0.1"), faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void measuresToOurServerInBothFamilies(String address) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at(address))) {
            quietly(() -> {
                Cli cli = run(server.address(), "-c", "5", "-i", "50ms");

                assertThat(cli.err).isEmpty();
                assertThat(cli.status).isZero();
                assertThat(cli.out)
                        .startsWith("Two way delay:\n    min/aver/max = ")
                        .contains("One way packet loss rate:\n    Source->Dest: 0.00%\n    Dest->Source: 0.00%\n");
                assertThat(cli.out)
                        .containsPattern("=\nINSERT INTO PerfRecords VALUES\\(NULL, 'test', \\d{16}, '0\\.0\\.0\\.0', '"
                                + address
                                + "', 1, -?\\d+, -?\\d+, \\d+, (\\d+\\.\\d{3}, ){3}(0\\.000000, ){3}NULL, NULL\\);\n$");
                assertThat(kept("Dest_IP")).containsExactly(address);
            });
        }
    }

    @Test
    void measuresToThePrototypesServer() throws Exception {
        try (PrototypeServer server = prototype(ServerFaults.none())) {
            quietly(() -> {
                Cli cli = run(server.address(), "-c", "10", "-i", "50ms", "-m", "1", "-n", "it's one");

                assertThat(cli.err).isEmpty();
                assertThat(cli.status).isZero();
                assertThat(cli.out).contains("VALUES(NULL, 'it''s one', ");
                assertThat(kept("Task_Name || ' ' || mode || ' ' || LossRate_rtt"))
                        .containsExactly("it's one 1 0.0");
            });
        }
    }

    @Test
    void findsAServerByName() throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at("::1"))) {
            Cli cli = run("localhost:" + server.address().getPort());

            assertThat(cli.status).as(cli.err).isIn(0, 1);
            // Where the name has no IPv6 address, nobody is there.
            assertThat(cli.out.contains("'::1'")).isEqualTo(cli.status == 0);
        }
    }

    @Test
    void printsAndKeepsThatAllIsLost() throws Exception {
        try (PrototypeServer server = prototype(ServerFaults.none().losing(n -> true))) {
            Cli cli = run(server.address());

            assertThat(cli.status).as(cli.err).isZero();
            assertThat(cli.out)
                    .startsWith("All probe packets are lost\n=====")
                    .contains("Two way packet loss rate:\n    100.00%\n", "INSERT INTO PerfRecords VALUES(");
            assertThat(kept("LossRate_rtt || ' ' || LossRate_sd || ' ' || LossRate_ds || ' ' || (RTT IS NULL)"))
                    .containsExactly("1.0 1.0 0.0 1");
        }
    }

    @Test
    void tellsOnWhichWayProbesAreLost() throws Exception {
        ServerFaults faults = ServerFaults.none().losing(n -> n < 2).losingReplies(n -> n == 0);
        try (PrototypeServer server = prototype(faults)) {
            quietly(() -> {
                Cli cli = run(server.address(), "-c", "10", "-i", "50ms");

                assertThat(cli.status).as(cli.err).isZero();
                assertThat(cli.out)
                        .contains("Two way packet loss rate:\n    30.00%\n")
                        .contains("One way packet loss rate:\n    Source->Dest: 20.00%\n    Dest->Source: 12.50%\n");
            });
        }
    }

    @Test
    void printsDelaysOfAClockThatIsBehind() throws Exception {
        ServerFaults faults = ServerFaults.none()
                .lyingInReplies(r -> new Reply(
                        r.id(), r.sendTimeUs(), r.sendSequence(), r.replySequence(), r.arrivalTimeUs() - 5_000_000));
        try (PrototypeServer server = prototype(faults)) {
            quietly(() -> {
                Cli cli = run(server.address(), "-i", "50ms");

                assertThat(cli.status).as(cli.err).isZero();
                assertThat(cli.out)
                        .containsPattern(
                                "Source->Dest: min/aver/max = -\\d{4}\\.\\d{3}/-\\d{4}\\.\\d{3}/-\\d{4}\\.\\d{3} ms")
                        .containsPattern("Two way delay:\n    min/aver/max = \\d+\\.\\d{3}/");
                assertThat(kept("OWD_sd < -4000000 AND OWD_ds > 4000000 AND RTT >= 0"))
                        .containsExactly("1");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void measuresAvailableBandwidthOrAtLeastABound(String address) throws Exception {
        try (PerfTraceServer server = PerfTraceServer.open(at(address))) {
            quietly(() -> {
                Cli cli = run(server.address(), "-m", "2", "-r", "20m");

                assertThat(cli.status).as(cli.err).isZero();
                assertThat(cli.out)
                        .startsWith("train 1: asked 20.000 Mbps, sent ")
                        .containsOnlyOnce("final result")
                        .containsPattern("\n======================Final Result======================\nfinal result:"
                                + " \\d+\\.\\d{6}bps\\.\nINSERT INTO PerfRecords VALUES\\(NULL, 'test', \\d{16}, '0\\.0\\.0\\.0', '"
                                + address
                                + "', 2, -?\\d+, NULL, NULL, \\d+\\.\\d{3}, NULL, NULL, [01]\\.\\d{6}, NULL, NULL,"
                                + " \\d+\\.\\d{6}, NULL\\);\n$");
                assertThat(kept("ABW_sd > 0 AND RTT IS NULL")).containsExactly("1");
            });
        }
    }

    @Test
    void beginsAtTheRateLastMeasuredToTheServer() throws Exception {
        new PerfRecords(database())
                .append(new PerfRecord("INSERT INTO PerfRecords VALUES(NULL, 'test', 1, '0.0.0.0', '127.0.0.1', 2, 400,"
                        + " NULL, NULL, 7.0, NULL, NULL, 0.0, NULL, NULL, 30000000.0, NULL);"));
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1"))) {
            Cli cli = run(server.address(), "-m", "2");

            assertThat(cli.out).as(cli.err).startsWith("train 1: asked 30.000 Mbps, sent ");
        }
    }

    @Test
    void givesNoResultThatNobodyCouldKnow() throws Exception {
        try (PrototypeServer server = prototype(ServerFaults.none().losing(n -> true))) {
            Cli cli = run(server.address(), "-m", "2", "-r", "20m");

            assertThat(cli.status).isEqualTo(1);
            assertThat(cli.err.strip().lines()).hasSize(1);
            assertThat(cli.err).startsWith("netmonitor: ");
            assertThat(cli.out).doesNotContainIgnoringCase("final result").doesNotContain("INSERT");
            assertThat(database()).doesNotExist();
        }
    }

    @Test
    void printsNothingWhenTheServerCannotBeReached() throws Exception {
        int port = FreePort.find(InetAddress.getLoopbackAddress());

        failed(run("127.0.0.1:" + port), "nobody answers at tcp 127.0.0.1:" + port);
        failed(run("no.such.host.invalid"), "no address is known of no.such.host.invalid");
    }

    @Test
    void printsNothingWhenTheServerIsInAnotherMeasurement() throws Exception {
        try (PrototypeServer server = prototype(ServerFaults.none().denying(100))) {
            failed(run(server.address()), "in another measurement");
        }
    }

    private void failed(Cli cli, String reason) {
        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.err.strip().lines()).hasSize(1);
        assertThat(cli.err).startsWith("netmonitor: ").contains(reason);
        assertThat(cli.out).isEmpty();
        assertThat(database()).doesNotExist();
    }

    @Test
    void standsWhenItsRecordCannotBeKept() throws Exception {
        Files.writeString(folder.resolve("file"), "in the way");
        String place = folder.resolve("file/perftrace.db").toString();
        try (PerfTraceServer server = PerfTraceServer.open(at("127.0.0.1"))) {
            Cli cli = Cli.run(
                    "perftrace_cli", "-s", "127.0.0.1:" + server.address().getPort(), "--db", place);

            assertThat(cli.status).isZero();
            assertThat(cli.out).contains("INSERT INTO PerfRecords VALUES(");
            assertThat(cli.err.strip().lines()).hasSize(1);
            assertThat(cli.err).startsWith("netmonitor: the record cannot be kept in " + place);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-m 3        | -m: is outside 1 to 2: 3",
                "-m basic    | 'basic' is not an int",
                "-c 0        | -c: is outside 1 to 1000: 0",
                "-c 1001     | -c: is outside 1 to 1000: 1001",
                "-c -1       | -c: is outside 1 to 1000: -1",
                "-i 99us     | -i: is outside 100us to 10000000us: 99us",
                "-i 11s      | -i: is outside 100us to 10000000us: 11000000us",
                "-i 10       | is not a time in whole microseconds such as 1000us, 10ms or 1s: 10",
                "-i 10s -c 1000 | -c: is for more than 2147 s",
                "-l 9001     | -l: is outside 0 to 9000: 9001",
                "-l -1       | -l: is outside 0 to 9000: -1",
                "-m 2 -l 79  | -l: is outside 80 to 9000: 79",
                "-d 999us    | -d: is outside 1000us to 2000000us: 999us",
                "-d 3s       | -d: is outside 1000us to 2000000us: 3000000us",
                "-r 1        | -r: is outside 10000 to 10000000000: 1",
                "-r 11g      | -r: is outside 10000 to 10000000000: 11000000000",
                "-r 5mbps    | is not a rate in bit/s such as 500k, 100m or 2.5g: 5mbps",
                "-s h:99999  | has a port that is not 0 to 65535: h:99999",
                "-x          | Unknown option: '-x'",
                "more        | Unmatched argument at index",
            })
    void refusesInOneLineWhatIsOutOfBounds(String options, String reason) {
        List<String> words = new ArrayList<>(List.of("perftrace_cli"));
        words.addAll(options.startsWith("-s") ? List.of() : List.of("-s", "127.0.0.1"));
        words.addAll(List.of(options.split(" ")));

        refused(Cli.run(words.toArray(String[]::new)), reason);
    }

    @Test
    void refusesWhatABlankCannotWrite() {
        refused(Cli.run("perftrace_cli"), "-s");
        refused(Cli.run("perftrace_cli", "-s", ""), "names no host");
        refused(Cli.run("perftrace_cli", "-s", "127.0.0.1", "-n", "two\nlines"), "-n: has a control character");
        refused(
                Cli.run("perftrace_cli", "-s", "127.0.0.1", "-c", "0", "-i", "1us"),
                "-c: is outside 1 to 1000: 0; -i: is outside 100us to 10000000us: 1us");
    }

    private static void refused(Cli cli, String reason) {
        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err.strip().lines()).hasSize(1);
        assertThat(cli.err).startsWith("netmonitor: ").contains(reason);
        assertThat(cli.out).isEmpty();
    }
}
