// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.command.Cli;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.probe.Responder;
import io.netmonitor.core.probe.ResponderOptions;
import io.netmonitor.core.result.Outcome;
import io.netmonitor.core.result.Result;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real answering side over loopback, which carries more than is tried here. */
class BandwidthCommandTest {
    private Responder responder;

    @BeforeEach
    void startTheResponder() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        responder = Extensions.load().probeType("bandwidth").respond(new ResponderOptions(anyPort));
    }

    @AfterEach
    void stopTheResponder() {
        responder.close();
    }

    private String target() {
        return "127.0.0.1:" + responder.address().getPort();
    }

    private static Cli bandwidth(String target, String... options) {
        List<String> arguments = new ArrayList<>(List.of("probe", "bandwidth", target));
        arguments.addAll(List.of(options));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private static Result json(String target, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--max-rate", "50M", "--json"));
        Cli cli = bandwidth(target, all.toArray(String[]::new));
        assertThat(cli.err).isEmpty();
        assertThat(cli.out.lines()).hasSize(1);
        return Json.read(cli.out, Result.class);
    }

    @Test
    void tellsPeopleThatMoreIsAvailableThanWasTried() throws Exception {
        QuietMoment.find(() -> {
            Cli cli = bandwidth(target(), "--max-rate", "50M");

            assertThat(cli.status).isZero();
            assertThat(cli.err).isEmpty();
            assertThat(cli.out)
                    .startsWith("Available bandwidth to " + target() + ": above")
                    .contains("available  more than ", "Mbit/s, the fastest that was tried", "trains in Mbit/s:");
            assertThat(cli.out.lines()).allMatch(line -> line.length() <= 80);
        });
    }

    @Test
    void printsExactlyOneResultAsJson() throws Exception {
        QuietMoment.find(() -> {
            Result result = json(target(), "--session-id", "4711", "-4");

            assertThat(result.kind()).isEqualTo("bandwidth");
            assertThat(result.outcome()).isEqualTo(Outcome.ABOVE);
            assertThat(result.path().destination()).isEqualTo(target());
            assertThat(result.path().family()).isEqualTo(Family.IPV4);
            assertThat(result.values().whole("lowBps").orElse(0)).isPositive();
            assertThat(result.values().flag("reverse")).isFalse();
        });
    }

    @Test
    void measuresTheOtherWay() throws Exception {
        QuietMoment.find(() -> {
            Cli cli = bandwidth(target(), "--reverse", "--max-rate", "50M");

            assertThat(cli.status).as(cli.out).isZero();
            assertThat(cli.out).startsWith("Available bandwidth from " + target() + ": above");
            assertThat(json(target(), "--reverse").values().flag("reverse")).isTrue();
        });
    }

    @Test
    void keepsToItsBudgetWithPacketsOfTheSizeAskedFor() {
        Result result = json(target(), "--budget", "500kB", "--size", "500");

        assertThat(result.values().whole("sentBytes").orElseThrow())
                .isPositive()
                .isLessThanOrEqualTo(500_000);
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int free = FreePort.find(InetAddress.getLoopbackAddress());

        Cli cli = bandwidth("127.0.0.1:" + free);

        assertThat(cli.status).isEqualTo(1);
        assertThat(cli.out)
                .startsWith("Available bandwidth to 127.0.0.1:" + free + ": refused")
                .contains("nobody answers bandwidth measurements at tcp 127.0.0.1:" + free);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --max-rate   | fast  | is not a rate in bit/s such as 100M, 2.5G or 500k: fast
            --max-rate   | 1k    | --max-rate: is outside 100000 to 100000000000: 1000
            --budget     | 20Mb  | is not a number of bytes such as 20MB or 500kB: 20Mb
            --budget     | 10kB  | --budget: is outside 200000 to 2000000000: 10000
            --size       | 100   | --size: is outside 200 to 8972: 100
            --session-id | 65536 | --session-id: is outside 0 to 65535: 65536
            """)
    void namesTheOptionThatIsWrong(String option, String value, String reason) {
        refused(bandwidth(target(), option, value), reason);
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        refused(bandwidth(target(), "-4", "-6"), "-4: does not go with -6");
        refused(bandwidth(target(), "-6"), "without an IPv6 address: 127.0.0.1");
    }

    private static void refused(Cli cli, String reason) {
        assertThat(cli.status).isEqualTo(2);
        assertThat(cli.err.strip().lines()).hasSize(1);
        assertThat(cli.err).startsWith("netmonitor: ").contains(reason);
        assertThat(cli.out).isEmpty();
    }
}
