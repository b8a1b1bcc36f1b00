// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jazzer, which searches for octets that reach new code, on everything that reads octets from outside: as many inputs as a host
 * with time to spare tries in some four seconds, or for as many seconds as {@code NETMONITOR_FUZZ_SECONDS} says. Each in a JVM of its
 * own, as Jazzer changes the classes that it watches.
 */
final class FuzzIT {
    private static final Optional<String> SECONDS = Optional.ofNullable(System.getenv("NETMONITOR_FUZZ_SECONDS"));
    private static final Pattern RUNS = Pattern.compile("stat::number_of_executed_units: (\\d+)");

    /** A request with every extension, then the same authenticated; the first octet tells the target which. */
    private static final List<String> SEEDS = List.of(
            "00" + "00000007ed89538080000000998012340000000000000000000000000000000000000000000000000000000080030004"
                    + "0000000080040004b800000080070010" + "00".repeat(16) + "8001000400000000",
            "01" + "00000007" + "00".repeat(12) + "ed8953808000000099801234" + "00".repeat(84)
                    + "800300040000000080040004" + "b800000080070010" + "00".repeat(16) + "80080010" + "00".repeat(16)
                    + "8001000400000000",
            "0f00"
                    + "000000000000000000000001998012340000000000000001000000000000000000000001998000ff00000000"
                            .repeat(4));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "io.netmonitor.probe.stamp.PacketFuzz, 60000",
        "io.netmonitor.probe.basic.SessionFuzz, 4000",
        "io.netmonitor.probe.basic.CodecFuzz, 150000",
        "io.netmonitor.probe.socket.ControlFuzz, 250000",
        "io.netmonitor.probe.clock.ChronydFuzz, 1000000"
    })
    @Execution(ExecutionMode.CONCURRENT)
    void noOctetsAreTooStrange(String target, long inputs) throws Exception {
        assumeTrue("amd64".equals(System.getProperty("os.arch")), "Jazzer has no Linux driver but for x86-64");
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        for (int i = 0; i < SEEDS.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), HexFormat.of().parseHex(SEEDS.get(i)));
        }

        String said = fuzz(target, SECONDS.map(s -> "-max_total_time=" + s).orElse("-runs=" + inputs), corpus);

        Matcher runs = RUNS.matcher(said);
        assertThat(runs.find()).as(tail(said)).isTrue();
        assertThat(Long.parseLong(runs.group(1))).isGreaterThanOrEqualTo(SECONDS.isPresent() ? 1 : inputs);
        System.getLogger("io.netmonitor.probe")
                .log(System.Logger.Level.INFO, target + ": " + runs.group(1) + " inputs");
    }

    private String fuzz(String target, String until, Path corpus) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+EnableDynamicAgentLoading",
                        // Half of so short a run would go to better code otherwise.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target,
                        "--instrumentation_includes=io.netmonitor.**",
                        "--custom_hook_includes=io.netmonitor.**",
                        until,
                        "-max_len=1024",
                        "-rss_limit_mb=2048",
                        "-print_final_stats=1",
                        corpus.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(tail(said)).isZero();
        return said;
    }

    /** What Jazzer says of what it found, or the end of what it says. */
    private static String tail(String said) {
        int found = said.indexOf("== Java Exception");
        return said.substring(found < 0 ? Math.max(0, said.length() - 2_000) : found);
    }
}
