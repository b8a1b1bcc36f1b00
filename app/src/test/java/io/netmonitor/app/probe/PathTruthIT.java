// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.app.command.ProductJava;
import io.netmonitor.core.json.Json;
import io.netmonitor.lab.Lab;
import io.netmonitor.lab.Link;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the network does to packets between two sites of the lab is what the result says, in the right direction. */
final class PathTruthIT {
    private static final int COUNT = 1_000;
    /** Flush packets are dropped like others, and are not counted. */
    private static final int MAX_FLUSHES = 64;

    private static final String FAR = "";

    private static @Nullable Lab lab;
    private static @Nullable Process reflector;

    @BeforeAll
    static void buildLab() throws Exception {
        if (!Lab.availability().ok()) {
            return;
        }
        lab = Lab.plan("truth")
                .site("near", Link.ofMbits(1_000))
                .site("far", Link.ofMbits(1_000))
                .up();
        reflector = at("far", ProductJava.command("reflector")).start();
        reflector.errorReader().readLine();
    }

    @AfterAll
    static void removeLab() throws Exception {
        if (reflector != null) {
            reflector.destroy();
            assertThat(reflector.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        if (lab != null) {
            lab.close();
        }
    }

    /** An assumption that fails before all tests of a class would leave no trace of its reason. */
    @BeforeEach
    void forgetRules() throws Exception {
        assumeTrue(Lab.availability().ok(), () -> "needs " + Lab.availability());
        for (String place : List.of("near", "far", "router")) {
            run(place, "nft flush ruleset");
            run(place, "nft add table inet truth");
            run(place, "nft add chain inet truth come { type filter hook prerouting priority -300 ; }");
            run(place, "nft add chain inet truth pass { type filter hook forward priority -150 ; }");
        }
    }

    /** Chance alone puts a count out of bounds once in some million runs; the count of drops is exact. */
    @ParameterizedTest
    @CsvSource({
        "far, dport, 0.01",
        "far, dport, 0.05",
        "far, dport, 0.2",
        "near, sport, 0.01",
        "near, sport, 0.05",
        "near, sport, 0.2"
    })
    void lossIsFoundInItsDirection(String place, String port, double share) throws Exception {
        QuietMoment.find(() -> {
            run(place, "nft flush chain inet truth come");
            run(
                    place,
                    "nft add rule inet truth come udp " + port + " 862 numgen random mod 1000 < "
                            + Math.round(share * 1_000) + " counter drop");
            assertLossIsFound(place, share);
        });
    }

    private static void assertLossIsFound(String place, double share) throws Exception {
        JsonNode result = probe(FAR, "-c", COUNT, "-i", "300us");

        boolean forward = place.equals("far");
        long sent = result.path("sent").asLong();
        long arrived = result.path("arrived").asLong();
        long returned = result.path("returned").asLong();
        long lost = forward ? sent - arrived : arrived - returned;
        assertThat(sent).isEqualTo(COUNT);
        assertThat(result.path("forward").path("loss").asDouble() == 0).isNotEqualTo(forward && lost > 0);
        assertThat(result.path("backward").path("loss").asDouble() == 0).isNotEqualTo(!forward && lost > 0);
        assertThat(forward ? returned : arrived).isEqualTo(forward ? arrived : sent);
        assertThat(drops(place)).isBetween(lost, lost + MAX_FLUSHES);
        double deviation = Math.sqrt(COUNT * share * (1 - share));
        // Of rare losses there are more by chance than a normal distribution has.
        assertThat((double) lost).isEqualTo(COUNT * share, within(5 * deviation + 5));
    }

    private static long drops(String place) throws IOException, InterruptedException {
        JsonNode rules = Json.read(run(place, "nft -j list chain inet truth come"), JsonNode.class);
        return rules.findValue("counter").path("packets").asLong();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClassOfServiceThatIsRewrittenIsSeenInItsDirection(boolean backward) throws Exception {
        String port = backward ? "sport" : "dport";
        run("router", "nft add rule inet truth pass udp " + port + " 862 ip dscp set cs1");
        run("router", "nft add rule inet truth pass udp " + port + " 862 ip6 dscp set cs1");

        for (String address : addresses()) {
            JsonNode result = probe(address, "-c", 20, "-i", "1ms", "--dscp", "EF", "--timeout", "10s");

            JsonNode changed = result.path(backward ? "backward" : "forward");
            JsonNode kept = result.path(backward ? "forward" : "backward");
            assertThat(result.path("dscp").asInt()).isEqualTo(46);
            assertThat(changed.path("dscp").asInt()).as(address).isEqualTo(8);
            assertThat(changed.path("dscpChanged").asInt()).isEqualTo(20);
            assertThat(kept.path("dscp").asInt()).as(address).isEqualTo(46);
            assertThat(kept.path("dscpChanged").asInt(-1)).isZero();
        }
    }

    @Test
    void hopsAreCountedEachWay() throws Exception {
        for (String address : addresses()) {
            JsonNode result = probe(address, "-c", 5);

            assertThat(result.at("/forward/hops").asInt(-1)).isEqualTo(1);
            assertThat(result.at("/backward/hops").asInt(-1)).isEqualTo(1);
            assertThat(result.at("/forward/hopChanges").asInt(-1)).isZero();
        }
    }

    @Test
    void aPacketTooLongForThePathIsRefusedOrSplitAsAsked() throws Exception {
        setMtu(1_000);
        try {
            JsonNode whole = probe(FAR, "-c", 5, "--size", 1_400, "--dont-fragment");
            assertThat(whole.path("outcome").asString("")).isEqualTo("unreachable");
            assertThat(whole.path("reason").asString("")).contains("at most 1000 bytes");

            JsonNode split = probe(FAR, "-c", 5, "--size", 1_400, "--timeout", "10s");
            assertThat(split.path("outcome").asString("")).isEqualTo("measured");
            assertThat(split.path("returned").asInt()).isEqualTo(5);
        } finally {
            setMtu(1_500);
        }
    }

    /** Of the link between router and far site, at both its ends. */
    private static void setMtu(int bytes) throws IOException, InterruptedException {
        run("router", "ip link set site2 mtu " + bytes);
        run("far", "ip link set eth0 mtu " + bytes);
    }

    @Test
    void aFullPathShowsMostPacketsAndAllStamps() throws Exception {
        QuietMoment.find(() -> {
            JsonNode result = probe(FAR, "-c", 300, "-i", "1ms");

            assertThat(result.path("stamps").asString("")).isEqualTo("kernel");
            assertThat(result.path("unstamped").asLong())
                    .isLessThanOrEqualTo(result.path("returned").asLong() / 100);
            assertThat(result.path("returned").asLong()).isEqualTo(300);
        });
    }

    private static List<String> addresses() {
        Lab built = Objects.requireNonNull(lab);
        List<String> addresses = new ArrayList<>(List.of(built.layout().ipv4("far")));
        if (built.layout().ipv6Enabled()) {
            addresses.add("[" + built.layout().ipv6("far") + "]");
        }
        return addresses;
    }

    /** Measures from the near site to an address, or to the far site's first one. */
    private static JsonNode probe(String address, Object... options) throws IOException, InterruptedException {
        String target = address.equals(FAR) ? addresses().getFirst() : address;
        List<String> words = new ArrayList<>(ProductJava.command("probe", "basic", target, "--json"));
        Arrays.stream(options).map(Object::toString).forEach(words::add);
        Process process = at("near", words).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isBetween(0, 1);
        return Json.read(said, JsonNode.class);
    }

    private static ProcessBuilder at(String place, List<String> words) {
        Lab built = Objects.requireNonNull(lab);
        List<String> all = new ArrayList<>(
                place.equals("router")
                        ? List.of(
                                "ip",
                                "netns",
                                "exec",
                                built.layout().namespaces().getFirst())
                        : built.layout().execPrefix(place));
        all.addAll(words);
        return new ProcessBuilder(all);
    }

    private static String run(String place, String line) throws IOException, InterruptedException {
        Process process = at(place, List.of(line.split(" ", -1)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", line, said).isZero();
        return said;
    }
}
