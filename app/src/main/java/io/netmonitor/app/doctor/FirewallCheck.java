// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.app.doctor.NftRules.Door;
import io.netmonitor.app.doctor.NftWalk.End;
import io.netmonitor.app.doctor.Programs.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether this host's own firewall lets test packets in; those in the network cannot be seen from here. */
record FirewallCheck(HostFiles files, Programs programs, int port) implements Check {
    @Override
    public String name() {
        return "firewall";
    }

    /** The programs that write rules for people come first: what they write is theirs to change. */
    @Override
    public Finding examine() throws IOException, InterruptedException {
        Optional<Finding> finding = firewalld();
        if (finding.isEmpty()) {
            finding = ufw();
        }
        if (finding.isEmpty()) {
            finding = oldTables();
        }
        return finding.isPresent() ? finding.get() : nftables();
    }

    private Optional<Finding> firewalld() throws IOException, InterruptedException {
        Optional<Path> program = programs.find("firewall-cmd");
        if (program.isEmpty() || programs.run(program.get(), "--state").status() != 0) {
            return Optional.empty();
        }
        Output answer = programs.run(program.get(), "--query-port=" + port + "/udp");
        return Optional.of(
                switch (answer.out().strip()) {
                    case "yes" -> Finding.ok(name(), "firewalld lets udp to port " + port + " in, in its default zone");
                    case "no" ->
                        Finding.warn(
                                name(),
                                "firewalld may drop udp to port " + port + ": its default zone does not name it",
                                List.of(
                                        "firewall-cmd --permanent --add-port=" + port + "/udp",
                                        "firewall-cmd --reload"));
                    default -> Finding.unknown(name(), "firewalld runs, but does not answer: " + answer.complaint());
                });
    }

    private Optional<Finding> ufw() throws IOException, InterruptedException {
        Optional<Path> program = programs.find("ufw");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Output answer = programs.run(program.get(), "status");
        if (answer.status() != 0) {
            return Optional.of(Finding.unknown(name(), "ufw does not answer: " + answer.complaint()));
        }
        if (!answer.out().contains("Status: active")) {
            return Optional.empty();
        }
        boolean allowed =
                answer.out().lines().anyMatch(line -> line.matches(port + "(/udp)?\\s.*\\b(ALLOW|LIMIT)\\b.*"));
        return Optional.of(
                allowed
                        ? Finding.ok(name(), "ufw lets udp to port " + port + " in")
                        : Finding.warn(
                                name(),
                                "ufw may drop udp to port " + port + ": no rule names it",
                                List.of("ufw allow " + port + "/udp")));
    }

    /** Rules of the kernel's older filter, of which nft knows nothing. */
    private Optional<Finding> oldTables() {
        boolean present = files.lines("/proc/net/ip_tables_names").contains("filter")
                || files.lines("/proc/net/ip6_tables_names").contains("filter");
        return present
                ? Optional.of(Finding.warn(
                        name(),
                        "iptables (the older kind) may drop udp to port " + port + ": its rules are not read here",
                        List.of(
                                "iptables-legacy -S INPUT",
                                "iptables-legacy -I INPUT -p udp --dport " + port + " -j ACCEPT",
                                "ip6tables-legacy -I INPUT -p udp --dport " + port + " -j ACCEPT")))
                : Optional.empty();
    }

    private Finding nftables() throws IOException, InterruptedException {
        Optional<Path> program = programs.find("nft");
        if (program.isEmpty()) {
            return files.lines("/proc/modules").stream().anyMatch(line -> line.startsWith("nf_tables "))
                    ? Finding.unknown(
                            name(), "nftables is in the kernel, but there is no program nft to read its rules")
                    : Finding.ok(name(), "none seen on this host");
        }
        Output answer = programs.run(program.get(), "-j", "list", "ruleset");
        if (answer.status() != 0) {
            return answer.complaint().contains("not permitted")
                    ? Finding.unknown(name(), "root alone may see what nftables does; run this as root to know")
                    : Finding.unknown(name(), "nft does not show its rules: " + answer.complaint());
        }
        return judge(NftRules.read(answer.out()));
    }

    private Finding judge(NftRules rules) {
        NftWalk walk = new NftWalk(rules, port);
        List<String> remedies = new ArrayList<>();
        Optional<Door> certain = Optional.empty();
        Optional<Door> possible = Optional.empty();
        for (Door door : rules.doors()) {
            Set<End> ends = walk.ends(door);
            if (ends.contains(End.DROPPED)) {
                remedies.add(remedy(door));
                possible = possible.or(() -> Optional.of(door));
                certain = ends.contains(End.ACCEPTED) ? certain : certain.or(() -> Optional.of(door));
            }
        }
        if (possible.isEmpty()) {
            return Finding.ok(
                    name(),
                    rules.doors().isEmpty()
                            ? "no rules for what comes in"
                            : "nftables lets udp to port " + port + " in");
        }
        remedies.add("# and the same into /etc/nftables.conf, or it is gone at the next boot");
        return certain.isPresent()
                ? Finding.bad(name(), words(certain.get(), "drops"), remedies)
                : Finding.warn(name(), words(possible.get(), "may drop"), remedies);
    }

    private String words(Door door, String does) {
        return "nftables %s udp to port %d (chain %s, policy %s)".formatted(does, port, door.place(), door.policy());
    }

    /** At the beginning of the chain: behind a rule that drops all, it would never be reached. */
    private String remedy(Door door) {
        return "nft insert rule %s udp dport %d accept".formatted(door.place(), port);
    }
}
