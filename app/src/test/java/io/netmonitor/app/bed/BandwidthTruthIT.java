// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netmonitor.app.command.ProductJava;
import io.netmonitor.core.json.Json;
import io.netmonitor.testkit.bed.BandwidthBed;
import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.CrossTraffic;
import io.netmonitor.testkit.bed.Pattern;
import io.netmonitor.testkit.host.QuietMoment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The product's own commands on a bed, against what the bed is known to let through. How exact they are is for the benchmark. */
final class BandwidthTruthIT {
    private static final long RATE_BPS = 20_000_000;
    private static final int IP_BYTES = 1_420;

    private static @Nullable BandwidthBed built;
    private static @Nullable Process reflector;

    @BeforeAll
    static void build() throws Exception {
        if (!BandwidthBed.missing().isEmpty()) {
            return;
        }
        built = BandwidthBed.up(Bottleneck.tbf(RATE_BPS));
        reflector = bed().destination(
                        ProductJava.command("reflector", "--listen", "[::]:862", "--bandwidth", "[::]:8621"))
                .start();
        reflector.errorReader().readLine();
        reflector.errorReader().readLine();
    }

    @AfterAll
    static void remove() throws Exception {
        if (reflector != null) {
            reflector.destroy();
            assertThat(reflector.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        if (built != null) {
            built.close();
        }
    }

    @BeforeEach
    void needsABed() {
        assumeThat(BandwidthBed.missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--reverse"})
    void idleLinkIsMeasuredInBothFamilies(String direction) throws Exception {
        for (String host : List.of(bed().destinationIpv4(), bed().destinationIpv6())) {
            QuietMoment.find(() -> {
                JsonNode result = probe(host, direction);

                if (direction.isEmpty()) {
                    assertThat(result.path("outcome").asString()).isIn("measured", "unstable");
                    assertThat(result.path("availableBps").asDouble()).isBetween(0.8 * RATE_BPS, 1.0 * RATE_BPS);
                    assertThat(result.path("limiter").asString()).isEqualTo("shaper");
                } else {
                    // That way nothing is shaped.
                    assertThat(result.path("lowBps").asDouble()).isGreaterThan(2.0 * RATE_BPS);
                }
                assertThat(result.path("stamps").asString()).isEqualTo("kernel");
                assertThat(result.path("reverse").asBoolean()).isEqualTo(!direction.isEmpty());
            });
        }
    }

    @Test
    void crossTrafficTakesItsShare() throws Exception {
        try (CrossTraffic cross = CrossTraffic.start(bed())) {
            cross.change(RATE_BPS / 2, Pattern.CONSTANT, 1);

            QuietMoment.find(() -> {
                JsonNode result = probe(bed().destinationIpv4(), "");

                double truth = (double) bed().bottleneck().availableBps(RATE_BPS / 2, IP_BYTES);
                assertThat(result.path("outcome").asString()).isIn("measured", "unstable", "host-limited");
                assertThat(result.path("lowBps").asDouble()).isLessThan(1.1 * truth);
                assertThat(result.path("highBps").asDouble()).isGreaterThan(0.9 * truth);
            });
        }
    }

    private static BandwidthBed bed() {
        return Objects.requireNonNull(built);
    }

    private static JsonNode probe(String host, String direction) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("probe", "bandwidth", host, "--json"));
        if (!direction.isEmpty()) {
            words.add(direction);
        }
        Process process =
                bed().source(ProductJava.command(words.toArray(String[]::new))).start();
        String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String trouble = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(trouble + line).isZero();
        return Json.read(line, JsonNode.class);
    }
}
