// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.core.path.AddressText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The public commands that the demo starts, in the order in which they are needed.
 *
 * @param launcher the words that start this program
 * @param folder holds everything that the parts write
 * @param listen where the controller listens for people
 */
record DemoCommands(List<String> launcher, Path folder, InetSocketAddress listen, Ground ground) {
    DemoCommands {
        launcher = List.copyOf(launcher);
    }

    List<String> controller() {
        List<String> words =
                command("controller", "--data", folder.resolve("controller").toString());
        words.addAll(List.of("--listen", AddressText.of(listen), "--agents", AddressText.of(ground.agents())));
        if (openToOthers()) {
            words.add("--insecure");
        }
        return words;
    }

    /** Prints the token on standard output. */
    List<String> token() {
        return command("node", "token", "--controller", url());
    }

    /** Prints a table of the nodes, a heading and a line for each. */
    List<String> nodes() {
        return command("node", "list", "--controller", url());
    }

    List<String> agent(Member member) {
        List<String> words = new ArrayList<>(member.prefix());
        words.addAll(command("agent", "--controller", "https://" + AddressText.of(ground.agents())));
        words.addAll(List.of("--token-file", tokenFile().toString(), "--name", member.name()));
        words.addAll(List.of("--data", folder.resolve(member.name()).toString()));
        words.addAll(List.of("--reflector", member.reflector(), "--bandwidth", member.bandwidth()));
        return words;
    }

    List<String> apply(DemoTask task) {
        return command(
                "task", "apply", "--controller", url(), "-f", taskFile(task).toString());
    }

    Path tokenFile() {
        return folder.resolve("token");
    }

    Path taskFile(DemoTask task) {
        return folder.resolve(task.name() + ".yaml");
    }

    /** Where a browser on this machine finds the controller. */
    String url() {
        InetAddress address = listen.getAddress();
        if (address == null || !address.isAnyLocalAddress()) {
            return "http://" + AddressText.of(listen);
        }
        String local = address.getAddress().length == 4 ? "127.0.0.1" : "[::1]";
        return "http://" + local + ":" + listen.getPort();
    }

    boolean openToOthers() {
        return listen.getAddress() != null && !listen.getAddress().isLoopbackAddress();
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(words));
        return command;
    }
}
