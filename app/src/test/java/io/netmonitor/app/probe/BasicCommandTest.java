// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.probe.SessionKey;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.core.result.Values;
import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real reflector over loopback. */
class BasicCommandTest {
    private static final String KEY = "00112233445566778899aabbccddeeff";

    @TempDir
    private Path folder;

    private Responder reflector;

    @BeforeEach
    void startTheReflector() throws IOException {
        reflector = reflector("127.0.0.1", null);
    }

    @AfterEach
    void stopTheReflector() {
        reflector.close();
    }

    private static Responder reflector(String address, @Nullable SessionKey key) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
        return Extensions.load().probeType("basic").respond(new ResponderOptions(anyPort, key));
    }

    private String target() {
        return "127.0.0.1:" + reflector.address().getPort();
    }

    /** With patience, unless an option says otherwise: a host may stand still for longer than packets are waited for by default. */
    private static Cli basic(String target, String... options) {
        List<String> arguments = new ArrayList<>(List.of("probe", "basic", target));
        List<String> given = List.of(options);
        arguments.addAll(given.contains("-c") ? List.of() : List.of("-c", "5"));
        arguments.addAll(given.contains("-i") ? List.of() : List.of("-i", "1ms"));
        arguments.addAll(given.contains("--timeout") ? List.of() : List.of("--timeout", "10s"));
        arguments.addAll(given);
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static Result json(String target, String... options) {
        List<String> more = new ArrayList<>(List.of(options));
        more.add("--json");
        Cli cli = basic(target, more.toArray(String[]::new));
        assertThat(cli.err).isEmpty();
        assertThat(cli.out.lines()).hasSize(1);
        return Json.read(cli.out, Result.class);
    }

    @Test
    void printsATableForPeople() {
        Cli cli = basic(target(), "-c", "20");

        assertThat(cli.status).isZero();
        assertThat(cli.err).isEmpty();
        assertThat(cli.out)
                .startsWith("Delay, jitter and loss to " + target() + ": measured")
                .contains(
                        "round trip",
                        "forward",
                        "backward",
                        "median",
                        "p99",
                        "jitter",
                        "loss",
                        "round trip of packets:")
                .contains("20 sent, 20 arrived, 20 returned");
        assertThat(cli.out.lines()).hasSizeLessThanOrEqualTo(26).allMatch(line -> line.length() <= 80);
    }

    @Test
    void printsExactlyOneResultAsJson() {
        Result result = json(target());

        assertThat(result.outcome()).isEqualTo(Outcome.MEASURED);
        assertThat(result.path().destination()).isEqualTo(target());
        assertThat(result.path().family()).isEqualTo(Family.IPV4);
        assertThat(result.values().whole("sent")).hasValue(5);
        assertThat(result.values().whole("dscp")).hasValue(0);
        assertThat(result.values().flag("authenticated")).isFalse();
    }

    @Test
    void sendsPacketsOfTheSizeAndClassAskedFor() {
        Values values = json(target(), "--size", "1200", "--dscp", "AF41").values();

        assertThat(values.whole("sizeBytes")).hasValue(1200);
        assertThat(values.whole("dscp")).hasValue(34);
        assertThat(values.whole("returned")).hasValue(5);
    }

    @Test
    void leavesByTheInterfaceAskedFor() throws SocketException {
        String loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress())
                .getName();

        assertThat(json(target(), "--interface", loopback, "--dont-fragment").outcome())
                .isEqualTo(Outcome.MEASURED);
        refused("no such", basic(target(), "--interface", "nowhere0"), "network interface nowhere0");
        refused(
                "too long",
                basic(target(), "--interface", "a-name-of-16-cha"),
                "--interface: is not text of at most 15");
    }

    @Test
    void sendsFromThePortAskedForOrFromMany() throws IOException {
        int free = FreePort.find(InetAddress.getLoopbackAddress());

        assertThat(json(target(), "--source-port", Integer.toString(free)).outcome())
                .isEqualTo(Outcome.MEASURED);
        assertThat(json(target(), "--vary-source-port", "-c", "32").values().whole("returned"))
                .hasValue(32);
        refused(
                "both",
                basic(target(), "--vary-source-port", "--source-port", "4000"),
                "--vary-source-port: does not go with --source-port");
    }

    @Test
    void takesItsSessionIdAndTimeout() throws IOException {
        assertThat(json(target(), "--session-id", "4711", "--timeout", "9s").outcome())
                .isEqualTo(Outcome.MEASURED);

        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            Cli cli = basic("127.0.0.1:" + silent.getLocalPort(), "--timeout", "20ms");

            assertThat(cli.status).isEqualTo(1);
            assertThat(cli.out).contains(": lost, none of 5 packets").contains("5 sent, 0 returned");
        }
    }

    @Test
    void saysWhoRefusedIt() throws IOException {
        int free = FreePort.find(InetAddress.getLoopbackAddress());

        Cli cli = basic("127.0.0.1:" + free, "--timeout", "50ms");

        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out).contains(": refused, no reflector listens at udp 127.0.0.1:" + free);
    }

    @Test
    void measuresBothFamilies() throws IOException {
        assertThat(json(target(), "-4").path().family()).isEqualTo(Family.IPV4);
        refused("no IPv6", basic(target(), "-6"), "without an IPv6 address: 127.0.0.1");
        assumeThat(NetworkInterface.getByInetAddress(InetAddress.ofLiteral("::1")))
                .as("IPv6 on loopback")
                .isNotNull();
        try (Responder six = reflector("::1", null)) {
            String target = "[::1]:" + six.address().getPort();

            assertThat(json(target).path().family()).isEqualTo(Family.IPV6);
            assertThat(json(target, "-6").outcome()).isEqualTo(Outcome.MEASURED);
            refused("no IPv4", basic(target, "-4"), "without an IPv4 address");
        }
    }

    @Test
    void authenticatesByTheKeyInAFile() throws IOException {
        Path right = key(KEY + "\n", "rw-------");
        Path wrong = key("ff".repeat(16), "r--------");
        try (Responder guarded = reflector("127.0.0.1", SessionKey.ofHex(KEY))) {
            String target = "127.0.0.1:" + guarded.address().getPort();

            assertThat(json(target, "--auth-key-file", right.toString())
                            .values()
                            .flag("authenticated"))
                    .isTrue();
            assertThat(basic(target, "--auth-key-file", right.toString()).out).contains("; authenticated");
            assertThat(json(target, "--auth-key-file", wrong.toString(), "--timeout", "50ms")
                            .outcome())
                    .isEqualTo(Outcome.LOST);
            assertThat(json(target, "--timeout", "50ms").outcome()).isEqualTo(Outcome.LOST);
        }
    }

    @Test
    void refusesAKeyThatOthersMayRead() throws IOException {
        Path open = key(KEY, "rw-r-----");

        Cli cli = basic(target(), "--auth-key-file", open.toString());

        refused("open", cli, "`chmod 600 " + open + "`");
        assertThat(cli.err).doesNotContain(KEY);
    }

    private Path key(String text, String permissions) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "key", ""), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -c                 | 0      | --count: is outside 1 to 1000: 0
            -c                 | many   | '--count'
            -i                 | soon   | --interval: not a duration such as 20ms
            -i                 | 1us    | --interval: is outside 100us to 10s: 1us
            --timeout          | 1h     | --timeout: is outside 10ms to 10s: 1h
            --size             | 9000   | --size: is outside 0 to 8972: 9000
            --dscp             | 64     | --dscp: is outside 0 to 63: 64
            --dscp             | best   | neither 0 to 63 nor EF, AF11 to AF43, CS0 to CS7, VA, LE or BE: best
            --source-port      | 65536  | --source-port: is outside 0 to 65535: 65536
            --session-id       | 65536  | --session-id: is outside 0 to 65535: 65536
            --auth-key-file    | /nowhere/key | --auth-key-file: there is no file /nowhere/key
            """)
    void namesTheOptionThatIsWrong(String option, String value, String reason) {
        refused(option, basic(target(), option, value), reason);
    }

    @Test
    void namesAllThatIsWrongAtOnce() {
        refused(
                "two",
                basic(target(), "--dscp", "99", "--size", "9000"),
                "--size: is outside 0 to 8972: 9000; --dscp: is");
        refused("-4 and -6", basic(target(), "-4", "-6"), "-4: does not go with -6");
        refused("port", basic("127.0.0.1:99999"), "HOST[:PORT] has a port that is not 0 to 65535: 127.0.0.1:99999");
    }

    private static void refused(String what, Cli cli, String reason) {
        assertThat(cli.status).as(what).isEqualTo(2);
        assertThat(cli.err.strip().lines()).as(what).hasSize(1);
        assertThat(cli.err).as(what).startsWith("netmonitor: ").contains(reason);
        assertThat(cli.out).as(what).isEmpty();
    }
}
