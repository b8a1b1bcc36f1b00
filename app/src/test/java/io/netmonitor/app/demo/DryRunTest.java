// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netmonitor.app.NetMonitor;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.lab.Lab;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DryRunTest {
    private static final InetSocketAddress LISTEN = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 3000);
    private static final List<DemoTask> TASKS =
            List.of(new DemoTask("demo", "name: demo\n"), new DemoTask("demo-bandwidth", "name: demo-bandwidth\n"));
    private static final Path FOLDER = Path.of("/tmp/a folder");

    @Test
    void writesEveryCommandOfTheDemoOnLoopback() throws Exception {
        try (LoopbackGround ground = LoopbackGround.open("root rights")) {
            List<String> lines = new DryRun(commands(ground, LISTEN)).lines(TASKS);

            String agents = AddressText.of(ground.agents());
            Member chengdu = ground.members().get(3);
            assertThat(lines)
                    .contains(
                            "# all nodes on loopback; a lab with shaped and lossy links between four sites needs root"
                                    + " rights",
                            "mkdir -m 700 '/tmp/a folder'",
                            "./netmonitor controller --data '/tmp/a folder/controller' --listen 127.0.0.1:3000 --agents "
                                    + agents + " &",
                            "./netmonitor node token --controller http://127.0.0.1:3000 > '/tmp/a folder/token'",
                            "./netmonitor agent --controller https://" + agents
                                    + " --token-file '/tmp/a folder/token' --name chengdu --data '/tmp/a folder/chengdu'"
                                    + " --reflector " + chengdu.reflector() + " --bandwidth " + chengdu.bandwidth()
                                    + " &",
                            "./netmonitor task apply --controller http://127.0.0.1:3000 -f '/tmp/a folder/demo.yaml'",
                            "./netmonitor task apply --controller http://127.0.0.1:3000 -f"
                                    + " '/tmp/a folder/demo-bandwidth.yaml'")
                    .containsSubsequence("name: demo", "END", "name: demo-bandwidth", "END")
                    .endsWith("rm -r '/tmp/a folder'");
        }
    }

    @Test
    void givesEachNodeOnLoopbackItsOwnPorts() throws Exception {
        try (LoopbackGround one = LoopbackGround.open("root rights");
                LoopbackGround two = LoopbackGround.open("root rights")) {
            List<String> ports = new ArrayList<>();
            for (LoopbackGround ground : List.of(one, two)) {
                ground.members().forEach(member -> ports.add(member.reflector()));
                ground.members().forEach(member -> ports.add(member.bandwidth()));
            }

            assertThat(ports).hasSize(16).doesNotHaveDuplicates();
            assertThat(one.agents()).isNotEqualTo(two.agents());
        }
    }

    @Test
    void runsTheAgentsAtTheirSitesInTheLab() throws Exception {
        assumeTrue(Lab.availability().ok(), () -> "needs " + Lab.availability());
        try (LabGround ground = LabGround.describe()) {
            List<String> lines = new DryRun(commands(ground, LISTEN)).lines(TASKS);

            assertThat(lines)
                    .anyMatch(line -> line.matches("ip netns exec demo-\\d+-\\d+-beijing \\./netmonitor agent .*"
                            + " --reflector '\\[::]:862' --bandwidth '\\[::]:8621' &"))
                    .anyMatch(line -> line.startsWith("ip netns add demo-"))
                    .anyMatch(line -> line.startsWith("ip netns delete demo-"));
        }
    }

    @Test
    void opensTheControllerToOthersOnlyWhenAsked() throws Exception {
        try (LoopbackGround ground = LoopbackGround.open("root rights")) {
            DemoCommands closed = commands(ground, LISTEN);
            DemoCommands open = commands(ground, new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 3000));
            DemoCommands open6 = commands(ground, new InetSocketAddress(InetAddress.ofLiteral("::"), 3000));

            assertThat(closed.controller()).doesNotContain("--insecure");
            assertThat(open.controller()).contains("--insecure", "0.0.0.0:3000");
            assertThat(open.url()).isEqualTo("http://127.0.0.1:3000");
            assertThat(open6.url()).isEqualTo("http://[::1]:3000");
        }
    }

    @Test
    void printsOnlyCommandsThatTheProgramUnderstands() throws Exception {
        CommandLine program = NetMonitor.commandLine();
        try (LoopbackGround ground = LoopbackGround.open("root rights")) {
            DemoCommands commands = new DemoCommands(List.of(), FOLDER, LISTEN, ground);

            for (List<String> words : List.of(
                    commands.controller(),
                    commands.token(),
                    commands.nodes(),
                    commands.agent(ground.members().getFirst()),
                    commands.apply(TASKS.getFirst()))) {
                assertThat(program.parseArgs(words.toArray(String[]::new)).unmatched())
                        .as("%s", words)
                        .isEmpty();
            }
        }
    }

    private static DemoCommands commands(Ground ground, InetSocketAddress listen) {
        return new DemoCommands(List.of("./netmonitor"), FOLDER, listen, ground);
    }
}
