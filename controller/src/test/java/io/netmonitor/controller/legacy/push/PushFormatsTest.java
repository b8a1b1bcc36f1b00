// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PushFormatsTest {
    private static final String PROTOBUF =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    /** netmonitor, untyped, with one series of a blank label and 1.0; then a family that is not ours. */
    private static final byte[] UNTYPED = HexFormat.of()
            .parseHex("230a0a6e65746d6f6e69746f7218032213" + "0a060a017812015f" + "2a0909000000000000f03f"
                    + "0a0a0261621801" + "22021200");

    @Test
    void readsWhatTheFormatAllows() throws Exception {
        List<Sample> samples = text("""
                # HELP netmonitor Any \\n words
                # any comment
                #
                # TYPE netmonitor gauge
                netmonitor { a = "1" , b = "x\\\\y\\"z\\n" , } -1.5E-3 1700000000000
                netmonitor 7
                netmonitor{} .5\r
                other_total{x="1"} +Inf
                netmonitor{a="}"}\tnan
                """);

        assertThat(samples)
                .extracting(Sample::labels)
                .containsExactly(Map.of("a", "1", "b", "x\\y\"z\n"), Map.of(), Map.of(), Map.of("a", "}"));
        assertThat(samples).extracting(Sample::value).containsExactly(-0.0015, 7.0, 0.5, Double.NaN);
    }

    @Test
    void leavesOutWhatIsNoGauge() throws Exception {
        assertThat(text("# TYPE netmonitor counter\nnetmonitor 1\n")).isEmpty();
        assertThat(text("# TYPE netmonitor untyped\nnetmonitor 1\n")).hasSize(1);
        assertThat(text("netmonitor 1")).hasSize(1);
        assertThat(text("")).isEmpty();
    }

    @Test
    void namesTheLineThatIsNotOfTheFormat() {
        for (String line : List.of(
                "1a 1",
                "a",
                "a{",
                "a{b",
                "a{b}1",
                "a{b=c} 1",
                "a{b=\"c} 1",
                "a{b=\"c\\q\"} 1",
                "a{b=\"c\",b=\"d\"} 1",
                "a{b=\"c\"d=\"e\"} 1",
                "a 0x1p3",
                "a 1d",
                "a Infinity",
                "a 1e",
                "a 1 2 3",
                "a 1 x",
                "a:b{c:d=\"1\"} 1",
                "\u00e4 1",
                "a " + "9".repeat(100_000))) {
            assertThatThrownBy(() -> text("fine 1\n" + line))
                    .as(line.substring(0, Math.min(20, line.length())))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("has a line that ")
                    .hasMessageContaining(": line 2, ");
        }
        assertThatThrownBy(() -> PushedBody.read("", new ByteArrayInputStream(new byte[] {(byte) 0xC3, 0x28})))
                .hasMessage("is not in UTF-8");
    }

    @Test
    void readsUntypedProtobufAndLeavesOutOtherFamilies() throws Exception {
        List<Sample> samples = ProtobufPush.read(Arrays.copyOf(UNTYPED, 36));

        assertThat(samples).singleElement().isEqualTo(new Sample(Map.of("x", "_"), 1));
    }

    @Test
    void wantsProtobufOfTheRightMessageDelimited() {
        assertThatThrownBy(() -> PushedBody.read(
                        "application/vnd.google.protobuf; proto=x.Y; encoding=delimited",
                        new ByteArrayInputStream(UNTYPED)))
                .hasMessageStartingWith("is protobuf, but not of io.prometheus.client.MetricFamily, delimited");
    }

    @Test
    void refusesBrokenProtobuf() {
        for (String hex :
                List.of("05", "ffffffffffffffffffff01", "0180", "020a05", "02 0b00".replace(" ", ""), "030a01ff")) {
            assertThatThrownBy(() -> PushedBody.read(
                            PROTOBUF, new ByteArrayInputStream(HexFormat.of().parseHex(hex))))
                    .as(hex)
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void whateverComesIsReadOrRefused() {
        Random random = new Random(4_711);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = UNTYPED.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(octets, random.nextInt(octets.length + 1));
            assertThat(isReadOrRefused(i % 2 == 0 ? PROTOBUF : "text/plain", cut))
                    .as(() -> HexFormat.of().formatHex(cut))
                    .isTrue();
        }
    }

    private static boolean isReadOrRefused(String type, byte[] octets) {
        try {
            return PushedBody.read(type, new ByteArrayInputStream(octets)).size() <= 1_000;
        } catch (RefusedException e) {
            return !e.words().isEmpty();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static List<Sample> text(String text) throws Exception {
        return PushedBody.read("", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
