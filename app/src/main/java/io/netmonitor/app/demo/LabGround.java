// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.lab.Lab;
import io.netmonitor.lab.LabPlan;
import io.netmonitor.lab.Layout;
import io.netmonitor.lab.Link;
import io.netmonitor.lab.ShellCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Four sites on a router, with links that differ; needs root on Linux. */
final class LabGround implements Ground {
    private static final int AGENTS_PORT = 3443;
    private static final LabPlan PLAN = Lab.plan("demo")
            .site("beijing", Link.ofMbits(100).delayed(Duration.ofMillis(2)))
            .site("shanghai", Link.ofMbits(50).delayed(Duration.ofMillis(5)))
            .site("guangzhou", Link.ofMbits(20).delayed(Duration.ofMillis(10)))
            .site("chengdu", Link.ofMbits(10).delayed(Duration.ofMillis(8)).losing(0.02));

    private final Layout layout;
    private final @Nullable Lab lab;
    private final @Nullable PortClaim agents;

    private LabGround(Layout layout, @Nullable Lab lab, @Nullable PortClaim agents) {
        this.layout = layout;
        this.lab = lab;
        this.agents = agents;
    }

    /** Describes what {@link #open} would make, and makes nothing. */
    static LabGround describe() throws IOException, InterruptedException {
        return new LabGround(PLAN.layout(), null, null);
    }

    static LabGround open() throws IOException, InterruptedException {
        Lab lab = PLAN.up();
        try {
            InetAddress host = InetAddress.getByName(lab.layout().hostIpv4());
            return new LabGround(lab.layout(), lab, PortClaim.tcp(host, AGENTS_PORT));
        } catch (IOException | RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    @Override
    public List<Member> members() {
        String everywhere = layout.ipv6Enabled() ? "[::]" : "0.0.0.0";
        return Member.NAMES.stream()
                .map(name -> new Member(name, layout.execPrefix(name), everywhere + ":862", everywhere + ":8621"))
                .toList();
    }

    @Override
    public InetSocketAddress agents() {
        return agents == null ? InetSocketAddress.createUnresolved(layout.hostIpv4(), AGENTS_PORT) : agents.address();
    }

    @Override
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        notices.add(
                "four sites on a router, links of 100, 50, 20 and 10 Mbit/s; chengdu loses 2 % of what it receives");
        layout.missing().forEach(missing -> notices.add("the lab goes without " + missing));
        return notices;
    }

    @Override
    public List<String> commands() {
        return layout.commands().stream().map(ShellCommand::toString).toList();
    }

    @Override
    public List<String> downCommands() {
        return layout.downCommands().stream().map(ShellCommand::toString).toList();
    }

    @Override
    public void close() throws IOException {
        if (agents != null) {
            agents.close();
        }
        if (lab != null) {
            lab.close();
        }
    }
}
