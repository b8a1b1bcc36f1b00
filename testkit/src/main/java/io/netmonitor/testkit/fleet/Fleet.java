// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fleet;

import io.netmonitor.lab.Lab;
import io.netmonitor.lab.LabPlan;
import io.netmonitor.lab.Link;
import io.netmonitor.testkit.audit.Absence;
import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A controller in this host's own network and an agent at each site of a lab, all of them processes. Used by one thread; to be closed, which ends
 * all processes and removes the lab.
 *
 * <pre>
 *  controller ── host ── router ─┬─ n01  agent
 *                                ├─ n02  agent
 *                                └─ …
 * </pre>
 */
public final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int AGENTS_PORT = 3443;
    private static final String CONTROLLER = "controller";

    private final Lab lab;
    private final List<String> launcher;
    private final Path folder;
    private final List<String> nodes;
    private final String people;
    private final String agents;
    private final Api api;
    private final Map<String, Program> running = new LinkedHashMap<>();
    private final Map<String, List<String>> options = new HashMap<>();
    private final AbsenceBook absences = new AbsenceBook();

    private Fleet(Lab lab, List<String> launcher, Path folder, List<String> nodes) throws IOException {
        this.lab = lab;
        this.launcher = List.copyOf(launcher);
        this.folder = folder;
        this.nodes = List.copyOf(nodes);
        this.people = "127.0.0.1:" + FreePort.find(InetAddress.ofLiteral("127.0.0.1"));
        this.agents = lab.layout().hostIpv4() + ":" + AGENTS_PORT;
        this.api = new Api("http://" + people);
    }

    /** What this machine or user lacks, as people should read it; empty when it lacks nothing. */
    public static String missing() {
        return Lab.availability().ok() ? "" : Lab.availability().toString();
    }

    /** That many names of nodes: n01, n02 and so on. */
    public static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("n%02d"::formatted).toList();
    }

    /**
     * Builds the lab; no process is started yet.
     *
     * @param name of the lab
     * @param launcher the words that start the product
     * @param folder where all parts keep their data and logs; it exists and is removed by whoever made it
     * @param link of each site
     */
    public static Fleet up(String name, List<String> launcher, Path folder, List<String> nodes, Link link)
            throws IOException, InterruptedException {
        LabPlan plan = Lab.plan(name);
        for (String node : nodes) {
            plan = plan.site(node, link);
        }
        Lab lab = plan.up();
        try {
            return new Fleet(lab, launcher, folder, nodes);
        } catch (IOException | RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** The controller's API. */
    public Api api() {
        return api;
    }

    /** The nodes' names. */
    public List<String> nodes() {
        return nodes;
    }

    /** When nodes were away until now. */
    public List<Absence> absences() {
        return absences.untilNow();
    }

    /** Starts the controller on the data that it left, and waits until it answers. */
    public void startController() throws IOException, InterruptedException {
        start(CONTROLLER, words("controller", "--data", data(CONTROLLER), "--listen", people, "--agents", agents));
        await("the controller to answer", api::isUp);
    }

    /** Kills the controller in the midst of whatever it does. */
    public void killController() throws IOException {
        running(CONTROLLER).kill();
        running.remove(CONTROLLER);
    }

    /** Starts an agent at each site, lets them join, and waits until the controller knows all of them. */
    public void startAgents() throws IOException, InterruptedException {
        Path token = folder.resolve("token");
        Files.writeString(token, Program.run("token", words("node", "token", "--controller", api.url()), folder));
        for (String node : nodes) {
            startAgent(node);
        }
        await("all agents to join", () -> {
            List<String> ready = new ArrayList<>();
            api.get("/api/v1/nodes").path("items").forEach(node -> {
                if (!node.path("addresses").isEmpty()) {
                    ready.add(node.path("name").asString(""));
                }
            });
            return ready.containsAll(nodes);
        });
    }

    /** Has a node's agent started with more options from now on. */
    public void give(String node, String... more) {
        options.put(node, List.of(more));
    }

    /** Puts a site behind a translator of IPv4 addresses: the others see the router's address and open nothing to the site. */
    public void hide(String node) throws IOException, InterruptedException {
        String port = port(node);
        router(
                "nft",
                "add table ip hidden; add chain ip hidden leaving { type nat hook postrouting priority srcnat; };"
                        + " add rule ip hidden leaving iifname " + port + " masquerade;"
                        + " add chain ip hidden passing { type filter hook forward priority filter; };"
                        + " add rule ip hidden passing oifname " + port + " ct state new drop");
    }

    /** Starts an agent on the data that it left, if any. */
    public void startAgent(String node) throws IOException {
        String everywhere = lab.layout().ipv6Enabled() ? "[::]" : "0.0.0.0";
        List<String> words = new ArrayList<>(lab.layout().execPrefix(node));
        words.addAll(words("agent", "--controller", "https://" + agents, "--name", node, "--data", data(node)));
        words.addAll(List.of("--token-file", folder.resolve("token").toString()));
        words.addAll(List.of("--reflector", everywhere + ":862", "--bandwidth", everywhere + ":8621"));
        words.addAll(options.getOrDefault(node, List.of()));
        start(node, words);
        absences.end(node);
    }

    /** Asks an agent to end, and waits until it has. */
    public void stopAgent(String node) throws IOException, InterruptedException {
        absences.begin(node, Absence.Sort.STOPPED);
        running(node).stop();
        running.remove(node);
    }

    /** Kills an agent in the midst of whatever it does. */
    public void killAgent(String node) throws IOException {
        absences.begin(node, Absence.Sort.KILLED);
        running(node).kill();
        running.remove(node);
    }

    /** Takes a site's link down. */
    public void cut(String node) throws IOException, InterruptedException {
        absences.begin(node, Absence.Sort.CUT_OFF);
        String port = port(node);
        // Else the router's IPv6 address of this link would be gone afterwards.
        router("sysctl", "-qw", "net.ipv6.conf." + port + ".keep_addr_on_down=1");
        router("ip", "link", "set", port, "down");
    }

    /** Puts a site's link up again. */
    public void mend(String node) throws IOException, InterruptedException {
        router("ip", "link", "set", port(node), "up");
        absences.end(node);
    }

    /** Whether all agents have delivered everything that they keep on disk. */
    public boolean spoolsAreEmpty() throws IOException {
        for (String node : nodes) {
            try (DirectoryStream<Path> segments =
                    Files.newDirectoryStream(Path.of(data(node)).resolve("spool"), "*.jsonl")) {
                for (Path segment : segments) {
                    if (Files.size(segment) > 0) {
                        return false;
                    }
                }
            } catch (NoSuchFileException e) {
                // One has been delivered this very moment, so there may be more.
                return false;
            }
        }
        return true;
    }

    /** Fails when a part has ended that nobody asked to. */
    public void failIfOneEnded() throws IOException {
        for (Program program : running.values()) {
            if (!program.isAlive()) {
                throw program.failure();
            }
        }
    }

    /** Agents end before the controller, so that they can deliver what they have. */
    @Override
    public void close() throws IOException {
        api.close();
        try {
            nodes.stream().map(running::get).filter(Objects::nonNull).forEach(Program::askToEnd);
            for (String node : nodes) {
                end(node);
            }
            end(CONTROLLER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.values().forEach(Program::kill);
            lab.close();
        }
    }

    private void end(String name) throws IOException, InterruptedException {
        Program program = running.get(name);
        if (program != null) {
            program.stop();
        }
    }

    private void start(String name, List<String> words) throws IOException {
        running.put(name, Program.start(name, words, folder));
    }

    private Program running(String name) {
        Program program = running.get(name);
        if (program == null) {
            throw new IllegalStateException(name + " does not run");
        }
        return program;
    }

    private void await(String what, Waiting.Condition condition) throws IOException, InterruptedException {
        Waiting.until(what, PATIENCE, () -> {
            failIfOneEnded();
            return condition.holds();
        });
    }

    private void router(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("ip", "netns", "exec", lab.layout().namespaces().getFirst()));
        command.addAll(List.of(words));
        String _ = Program.run("router", command, folder);
    }

    /** The router's end of a site's link. */
    private String port(String node) {
        return "site" + (nodes.indexOf(node) + 1);
    }

    private List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(launcher);
        words.addAll(List.of(arguments));
        return words;
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }
}
