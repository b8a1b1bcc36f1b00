// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.app.NetMonitor;
import io.netmonitor.testkit.host.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandsTest {
    @TempDir
    private Path folder;

    static List<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(NetMonitor.commandLine(), List.of(), all);
        return all;
    }

    private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
        all.add(words);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(words);
            longer.add(name);
            collect(sub, longer, all);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(List<String> words) {
        List<String> arguments = new ArrayList<>(words);
        arguments.add("--help");

        Cli cli = Cli.run(arguments.toArray(String[]::new));

        assertThat(cli.status).isZero();
        assertThat(cli.out).contains("Usage: netmonitor").contains("Example").contains("  netmonitor ");
    }

    @Test
    void tellsItsVersion() {
        Cli cli = Cli.run("--version");

        assertThat(cli.status).isZero();
        assertThat(cli.out.strip()).matches("netmonitor \\d+\\.\\d+\\.\\d+");
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheOptions() {
        refused("no command is one", Cli.run(), "a command is missing");
        refused("unknown option", Cli.run("controller", "--data", "x", "--lisen", "y"), "--lisen");
        refused("missing option", Cli.run("controller"), "--data");
        refused("no port", Cli.run("controller", "--data", "x", "--listen", "localhost"), "ADDR:PORT");
        refused("port too large", Cli.run("controller", "--data", "x", "--listen", "127.0.0.1:99999"), "0 to 65535");
        refused("unknown log form", Cli.run("--log", "xml", "node", "list"), "--log is neither text nor json: xml");
        refused("group without a verb", Cli.run("task"), "list, show, apply, export, pause");
        refused(
                "an address that cannot be reached",
                Cli.run("agent", "--controller", "https://x", "--address", "203.0.113.7", "--no-inbound"),
                "inbound says that they cannot");
        refused("http for agents", Cli.run("agent", "--controller", "http://x:1", "--name", "a"), "https://host:3443");
        refused(
                "no controller",
                Cli.run("agent"),
                "Missing required option: '--controller=URL' (or --legacy-dispatch)");
        refused(
                "dispatch without a pushgateway",
                Cli.run("agent", "--legacy-dispatch", "[::1]:0"),
                "Missing required argument(s): --pushgateway=HOST:PORT");
        refused(
                "pushgateway without dispatch",
                Cli.run("agent", "--controller", "https://x", "--pushgateway", "[::1]:9091"),
                "Missing required argument(s): --legacy-dispatch=ADDR:PORT");
        refused(
                "no pushgateway's address",
                Cli.run("agent", "--legacy-dispatch", "[::1]:0", "--pushgateway", "2001:db8::1:9091"),
                "pushgateway: is not HOST:PORT, IPv6 in brackets");
        refused("nothing to measure", Cli.run("probe"), "say what to measure: basic or bandwidth");
    }

    @Test
    void refusesToBeOpenWithoutAccounts() {
        Cli cli = Cli.run("controller", "--data", folder.toString(), "--listen", "0.0.0.0:0");

        refused("beyond loopback", cli, "--insecure");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            Cli cli =
                    Cli.run("controller", "--data", folder.toString(), "--listen", address, "--agents", "127.0.0.1:0");

            refused("port taken", cli, "cannot listen on " + address);
        }
    }

    @Test
    void saysWhichPortOfThePrototypeIsTakenAndThatItsFolderIsMissing() throws IOException {
        String data = folder.toString();
        String any = "127.0.0.1:0";
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            refused(
                    "port taken",
                    Cli.run(
                            "controller",
                            "--data",
                            data,
                            "--listen",
                            any,
                            "--agents",
                            any,
                            "--legacy",
                            any,
                            "--legacy",
                            address),
                    "cannot listen on " + address + ": Address already in use; choose another with --legacy");
        }
        refused(
                "no folder",
                Cli.run("controller", "--data", data, "--listen", any, "--agents", any, "--legacy-tasks", data + "/no"),
                "--legacy-tasks: is no folder: " + data + "/no");
        refused("no port", Cli.run("controller", "--data", data, "--legacy", "3000"), "is not ADDR:PORT");
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Cli cli = Cli.run("controller", "--data", file.resolve("data").toString(), "--listen", "127.0.0.1:0");

        refused("folder", cli, file.toString());
    }

    @Test
    void saysThatNoControllerAnswers() throws IOException {
        int port = FreePort.find(InetAddress.getLoopbackAddress());

        Cli cli = Cli.run("node", "list", "--controller", "http://127.0.0.1:" + port);

        refused("nobody there", cli, "no controller answers at http://127.0.0.1:" + port);
    }

    @Test
    void namesWhatIsWrongWithATaskFile() throws IOException {
        refused("no file", apply(folder.resolve("absent.yaml")), "there is no file");
        refused("no task", apply(Files.writeString(folder.resolve("empty.yaml"), "\n")), "has no task in it");
        refused("broken", apply(Files.writeString(folder.resolve("broken.json"), "{\"name\": ")), "broken.json");
    }

    private static Cli apply(Path file) {
        return Cli.run("task", "apply", "-f", file.toString());
    }

    private static void refused(String what, Cli cli, String reason) {
        assertThat(cli.status).as(what).isEqualTo(2);
        assertThat(cli.err.strip().lines()).as(what).hasSize(1);
        assertThat(cli.err).as(what).startsWith("netmonitor: ").contains(reason);
        assertThat(cli.out).as(what).isEmpty();
    }
}
