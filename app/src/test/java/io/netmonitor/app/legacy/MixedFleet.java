// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netmonitor.app.command.ProductJava;
import io.netmonitor.lab.Lab;
import io.netmonitor.lab.Link;
import io.netmonitor.testkit.fleet.Api;
import io.netmonitor.testkit.fleet.Program;
import io.netmonitor.testkit.fleet.Waiting;
import io.netmonitor.testkit.host.FreePort;
import io.netmonitor.testkit.prometheus.Prometheus;
import io.netmonitor.testkit.prometheus.Pushgateway;
import io.netmonitor.testkit.prototype.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A site half moved over. Used by one thread; to be closed, which ends all of it.
 *
 * <pre>
 *  controller, Pushgateway, Prometheus ── host ── router ─┬─ ours    agent, node n01
 *                                                         ├─ old     old_node.py, perftrace_srv
 *                                                         └─ server  perftrace_srv
 * </pre>
 *
 * The addresses end in .5, .9 and .13, so as text the old node's is the last and it measures both others.
 */
final class MixedFleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int AGENTS_PORT = 3443;

    private final Lab lab;
    private final Path folder;
    private final Api api;
    private final String host;
    private final int pagePort = FreePort.find(LOOPBACK);
    private final int pushPort = FreePort.find(LOOPBACK);
    private final Pushgateway gateway;
    private final Prometheus prometheus;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final Map<String, Program> running = new LinkedHashMap<>();

    private MixedFleet(Lab lab, Path folder) throws IOException {
        this.lab = lab;
        this.folder = folder;
        this.host = lab.layout().hostIpv4();
        this.gateway = Pushgateway.start("127.0.0.1");
        this.prometheus = Prometheus.start(
                Files.writeString(folder.resolve("prometheus.yml"), """
                        global: {scrape_interval: 1s}
                        scrape_configs:
                          - job_name: pushgateway
                            honor_labels: true
                            static_configs: [{targets: ['127.0.0.1:%d']}]
                        """.formatted(
                                gateway.address().getPort())),
                Files.createDirectory(folder.resolve("tsdb")));
        this.api = new Api("http://127.0.0.1:" + FreePort.find(LOOPBACK));
    }

    static MixedFleet up(Path folder) throws IOException, InterruptedException {
        Lab lab = Lab.plan("mixed")
                .site("ours", Link.ofMbits(50))
                .site("old", Link.ofMbits(50))
                .site("server", Link.ofMbits(50))
                .up();
        MixedFleet fleet;
        try {
            fleet = new MixedFleet(lab, folder);
        } catch (IOException | RuntimeException e) {
            lab.close();
            throw e;
        }
        try {
            fleet.startAll();
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    private void startAll() throws IOException, InterruptedException {
        start(
                "controller",
                ProductJava.command(
                        "controller",
                        "--data",
                        folder.resolve("controller").toString(),
                        "--listen",
                        URI.create(api.url()).getAuthority(),
                        "--agents",
                        host + ":" + AGENTS_PORT,
                        "--legacy",
                        host + ":" + pagePort,
                        "--legacy",
                        host + ":" + pushPort,
                        "--pushgateway",
                        "127.0.0.1:" + gateway.address().getPort(),
                        "--zone",
                        "UTC"));
        await("the controller to answer", api::isUp);
        startAgent();
        at("old", "old-server", ProductJava.command("perftrace_srv"));
        at("server", "server", ProductJava.command("perftrace_srv"));
        List<String> node = new ArrayList<>(List.of("env", "TZ=UTC"));
        node.addAll(Script.OLD_NODE.command(
                folder,
                List.of(
                        "--listen",
                        "0.0.0.0:5555",
                        "--pushgateway",
                        host + ":" + pushPort,
                        "--cli",
                        commandLine().toString())));
        at("old", "old-node", node);
    }

    private void startAgent() throws IOException, InterruptedException {
        Path token = folder.resolve("token");
        Files.writeString(
                token, Program.run("token", ProductJava.command("node", "token", "--controller", api.url()), folder));
        at(
                "ours",
                "n01",
                ProductJava.command(
                        "agent",
                        "--controller",
                        "https://" + host + ":" + AGENTS_PORT,
                        "--name",
                        "n01",
                        "--data",
                        folder.resolve("n01").toString(),
                        "--token-file",
                        token.toString(),
                        "--perftrace",
                        "[::]:19999"));
        await("the agent to say where it is", () -> {
            List<String> nodes = new ArrayList<>();
            api.get("/api/v1/nodes").path("items").forEach(node -> {
                if (node.path("addresses")
                        .valueStream()
                        .anyMatch(address -> address.asString("").equals(address("ours")))) {
                    nodes.add(node.path("name").asString(""));
                }
            });
            return nodes.equals(List.of("n01"));
        });
    }

    /** The measuring program, as old nodes find it: one word. */
    private Path commandLine() throws IOException {
        Path script = folder.resolve("perftrace_cli");
        String words = ProductJava.command(
                        "perftrace_cli", "--db", folder.resolve("perftrace.db").toString())
                .stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Files.writeString(script, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    String address(String site) {
        return lab.layout().ipv4(site);
    }

    Api api() {
        return api;
    }

    /** Sends the form of the old page; returns status and text of the answer. */
    String submit(String name, String type, int period, String unit, List<String> members)
            throws IOException, InterruptedException {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        Map<String, List<String>> form = new LinkedHashMap<>();
        form.put("taskName", List.of(name));
        form.put("taskDescription", List.of("half moved over"));
        form.put("taskType", List.of(type));
        form.put("testMembers", members);
        form.put("taskStartTime", List.of(MixedFleetIT.minutes(now)));
        form.put("taskEndTime", List.of(MixedFleetIT.minutes(now.plusHours(1))));
        form.put("measurementPeriod", List.of(Integer.toString(period)));
        form.put("measurementPeriodUnit", List.of(unit));
        String body = form.entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> field.getKey() + "=" + Api.encoded(value)))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://" + host + ":" + pagePort + "/submit"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString(UTF_8));
        return answer.statusCode() + " " + answer.body();
    }

    /** Everything that the Pushgateway has. */
    String pushed() throws IOException {
        return gateway.text();
    }

    /** The values that a query gives, by {@code sip dip}. */
    Map<String, Double> query(String promql) throws IOException {
        return prometheus.query(promql).stream()
                .collect(Collectors.toMap(
                        sample -> sample.labels().get("sip") + " "
                                + sample.labels().get("dip"),
                        Prometheus.Sample::value));
    }

    /** What a query of a dashboard gives. */
    List<Prometheus.Sample> ask(String promql, boolean instant) throws IOException {
        return instant ? prometheus.query(promql) : prometheus.queryRange(promql);
    }

    /** Fails when a part has ended that nobody asked to. */
    void failIfOneEnded() throws IOException {
        for (Program program : running.values()) {
            if (!program.isAlive()) {
                throw program.failure();
            }
        }
    }

    private void at(String site, String name, List<String> words) throws IOException {
        List<String> all = new ArrayList<>(lab.layout().execPrefix(site));
        all.addAll(words);
        start(name, all);
    }

    private void start(String name, List<String> words) throws IOException {
        running.put(name, Program.start(name, words, folder));
    }

    private void await(String what, Waiting.Condition condition) throws IOException, InterruptedException {
        Waiting.until(what, PATIENCE, () -> {
            failIfOneEnded();
            return condition.holds();
        });
    }

    /** The agent ends before its controller, so that it can deliver what it has. */
    @Override
    public void close() throws IOException {
        api.close();
        http.shutdownNow();
        try {
            for (String name : List.of("n01", "controller")) {
                Program program = running.get(name);
                if (program != null && program.isAlive()) {
                    program.stop();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.values().forEach(Program::kill);
            prometheus.close();
            gateway.close();
            lab.close();
        }
    }
}
