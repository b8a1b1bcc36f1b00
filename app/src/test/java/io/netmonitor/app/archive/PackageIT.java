// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.core.json.Json;
import io.netmonitor.lab.Lab;
import io.netmonitor.lab.Link;
import io.netmonitor.testkit.fleet.Api;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Both archives on hosts that have a shell, the C library and IPv6 only: no Java, no other program, no IPv4 address. The controller's
 * name has addresses of both families, as it has for those who come from elsewhere.
 */
class PackageIT {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final long MAX_NODE_BYTES = 60_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> LIBRARIES_OF_DUCKDB = List.of("libstdc++.so.6", "libgcc_s.so.1");

    @TempDir
    private Path folder;

    private final Map<String, Process> running = new LinkedHashMap<>();
    private Lab lab;

    @BeforeEach
    void needsALabAndABuild() throws Exception {
        assumeThat(Lab.availability().missing()).as("needs a lab").isEmpty();
        assumeThat(Path.of("/proc/net/if_inet6")).as("needs IPv6").exists();
        assumeThat(HOUSE.resolve("app/target/netmonitor/built"))
                .as("needs a build, as `./netmonitor test` makes it")
                .exists();
        lab = Lab.plan("archive")
                .site("controller", Link.ofMbits(100))
                .site("n01", Link.ofMbits(100))
                .site("n02", Link.ofMbits(100))
                .ipv6Only()
                .up();
    }

    @AfterEach
    void endAll() throws Exception {
        running.values().forEach(Process::destroy);
        for (Process process : running.values()) {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        if (lab != null) {
            lab.close();
        }
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(folder.toString());
    }

    @Test
    void measureOverIpv6OnHostsThatHaveAlmostNothing() throws Exception {
        makeArchives();
        EmptyRoot whole = EmptyRoot.make(folder.resolve("whole"), LIBRARIES_OF_DUCKDB);
        EmptyRoot node = EmptyRoot.make(folder.resolve("node"), List.of());
        String wholeHome = whole.unpack(archive("netmonitor-[0-9]"));
        String nodeHome = node.unpack(archive("netmonitor-node-"));
        assertThat(Files.size(archive("netmonitor-node-"))).isLessThan(MAX_NODE_BYTES);
        nameTheController(node);
        nameTheController(whole);

        start("controller", "controller", whole, wholeHome, controllerWords());
        try (Api api = new Api("http://[" + lab.layout().ipv6("controller") + "]:3000")) {
            awaitRunning(api::isUp);
            Files.writeString(node.folder().resolve("token"), token(whole, wholeHome, api.url()));
            for (String name : List.of("n01", "n02")) {
                start(name, name, node, nodeHome, agentWords(name));
            }
            awaitRunning(() -> api.get("/api/v1/nodes").path("items").size() == 2);
            api.send("PUT", "/api/v1/tasks/six", task()).expect(200);

            awaitRunning(() -> measured(api));

            assertThat(listedNodes(whole, wholeHome)).contains("n01", "n02");
            assertThat(said("n01")).contains("joined https://controller.example:3443 as node n01");
        }
        doctorFindsKernelStamps(node, nodeHome);
        startsWithACache(whole, wholeHome, "--version");
        startsWithACache(whole, wholeHome, "controller", "--help");
        startsWithACache(whole, wholeHome, "agent", "--help");
        startsWithACache(node, nodeHome, "agent", "--help");
        startsWithACache(node, nodeHome, "--version");
        endsWell("n01");
        endsWell("controller");
    }

    private void makeArchives() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(HOUSE.resolve("netmonitor").toString(), "package", folder.toString());
        builder.environment().put("NETMONITOR_BUILT", "1");
        String _ = HostProgram.run(builder);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    private Path archive(String begin) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> file.getFileName().toString().matches(begin + ".*-linux-(x64|arm64)\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The IPv4 address comes first, and is of no use where there is no IPv4. */
    private void nameTheController(EmptyRoot root) throws IOException {
        Files.writeString(root.folder().resolve("etc/host.conf"), "multi on\n");
        Files.writeString(
                root.folder().resolve("etc/hosts"),
                "192.0.2.1 controller.example\n%s controller.example\n"
                        .formatted(lab.layout().ipv6("controller")));
    }

    private String[] controllerWords() {
        return new String[] {
            "controller",
            "--data",
            "/data",
            "--insecure",
            "--listen",
            "[" + lab.layout().ipv6("controller") + "]:3000"
        };
    }

    private static String[] agentWords(String name) {
        return new String[] {
            "agent",
            "--controller",
            "https://controller.example:3443",
            "--token-file",
            "/token",
            "--name",
            name,
            "--data",
            "/data-" + name
        };
    }

    private String token(EmptyRoot root, String home, String url) throws IOException, InterruptedException {
        return HostProgram.run(
                lab.exec("controller", root.words(home + "/bin/netmonitor", "node", "token", "--controller", url)));
    }

    /** As somebody at another host asks for them, by the controller's name. */
    private String listedNodes(EmptyRoot root, String home) throws IOException, InterruptedException {
        return HostProgram.run(lab.exec(
                "n02",
                root.words(
                        home + "/bin/netmonitor", "node", "list", "--controller", "http://controller.example:3000")));
    }

    private static Map<String, Object> task() {
        return Map.of(
                "name", "six", "kind", "basic", "family", "ipv6", "period", "1s", "members", List.of("n01", "n02"));
    }

    private static boolean measured(Api api) throws IOException, InterruptedException {
        return api.get("/api/v1/results?task=six")
                .path("items")
                .valueStream()
                .anyMatch(result -> result.path("outcome").asString("").equals("measured")
                        && result.path("family").asString("").equals("ipv6")
                        && result.path("returned").asInt(0) > 0);
    }

    private void doctorFindsKernelStamps(EmptyRoot root, String home) throws IOException, InterruptedException {
        Process doctor = lab.exec("n02", root.words(home + "/bin/netmonitor", "doctor", "--json"))
                .redirectError(Redirect.DISCARD)
                .start();
        JsonNode report =
                Json.read(new String(doctor.getInputStream().readAllBytes(), StandardCharsets.UTF_8), JsonNode.class);

        assertThat(report.path("checks").valueStream())
                .filteredOn(check -> check.path("name").asString("").equals("kernel stamps"))
                .singleElement()
                .satisfies(check -> assertThat(check.path("verdict").asString(""))
                        .as(check.toString())
                        .isNotEqualTo("unknown"));
    }

    /** Java ends at once when it is told to start with the cache and cannot. */
    private void startsWithACache(EmptyRoot root, String home, String... command)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(home + "/bin/netmonitor"));
        words.addAll(List.of(command));
        ProcessBuilder builder = lab.exec("n02", root.words(words.toArray(String[]::new)));
        builder.environment().put("NETMONITOR_JAVA_OPTIONS", "-XX:AOTMode=on");

        assertThat(HostProgram.run(builder)).contains("netmonitor ");
    }

    private void start(String name, String site, EmptyRoot root, String home, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(home + "/bin/netmonitor"));
        words.addAll(List.of(command));
        running.put(
                name,
                lab.exec(site, root.words(words.toArray(String[]::new)))
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile())
                        .start());
    }

    private void awaitRunning(Callable<Boolean> condition) {
        await().atMost(PATIENCE)
                .failFast(() -> running.forEach((name, process) -> assertThat(process.isAlive())
                        .as(() -> name + " said " + said(name))
                        .isTrue()))
                .untilAsserted(
                        () -> assertThat(condition.call()).as(this::allSaid).isTrue());
    }

    private void endsWell(String name) throws InterruptedException {
        Process process = running.get(name);
        assertThat(process).isNotNull();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(name + " ends").isTrue();
        assertThat(said(name)).doesNotContain("Exception").doesNotContain("Error");
    }

    private String said(String name) {
        try {
            return Files.readString(log(name));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String allSaid() {
        return running.keySet().stream()
                .map(name -> name + " said " + said(name))
                .collect(Collectors.joining("\n"));
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }
}
