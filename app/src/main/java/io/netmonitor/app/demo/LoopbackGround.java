// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.core.path.AddressText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** All nodes on 127.0.0.1, each answering side with a port of its own; works for everybody. */
final class LoopbackGround implements Ground {
    private static final int AGENTS_PORT = 3443;
    private static final int REFLECTORS_PORT = 10_862;
    private static final int BANDWIDTH_PORT = 18_621;
    private static final int MEMBERS = Member.NAMES.size();

    private final PortClaim agents;
    private final List<PortClaim> reflectors;
    private final List<PortClaim> bandwidths;
    private final String notice;

    private LoopbackGround(PortClaim agents, List<PortClaim> reflectors, List<PortClaim> bandwidths, String notice) {
        this.agents = agents;
        this.reflectors = List.copyOf(reflectors);
        this.bandwidths = List.copyOf(bandwidths);
        this.notice = notice;
    }

    /**
     * Claims the ports.
     *
     * @param obstacle why there is no lab, such as {@code root rights}
     */
    static LoopbackGround open(String obstacle) throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        List<PortClaim> claims = new ArrayList<>();
        boolean complete = false;
        try {
            claims.add(PortClaim.tcp(loopback, AGENTS_PORT));
            for (int i = 0; i < MEMBERS; i++) {
                claims.add(PortClaim.udp(loopback, REFLECTORS_PORT));
            }
            for (int i = 0; i < MEMBERS; i++) {
                claims.add(PortClaim.tcpAndUdp(loopback, BANDWIDTH_PORT));
            }
            complete = true;
        } finally {
            if (!complete) {
                claims.forEach(PortClaim::close);
            }
        }
        return new LoopbackGround(
                claims.getFirst(),
                claims.subList(1, 1 + MEMBERS),
                claims.subList(1 + MEMBERS, 1 + 2 * MEMBERS),
                "all nodes on loopback; a lab with shaped and lossy links between four sites needs " + obstacle);
    }

    @Override
    public List<Member> members() {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            String reflector = AddressText.of(reflectors.get(i).address());
            String bandwidth = AddressText.of(bandwidths.get(i).address());
            members.add(new Member(Member.NAMES.get(i), List.of(), reflector, bandwidth));
        }
        return members;
    }

    @Override
    public InetSocketAddress agents() {
        return agents.address();
    }

    @Override
    public List<String> notices() {
        return List.of(notice);
    }

    @Override
    public List<String> commands() {
        return List.of();
    }

    @Override
    public List<String> downCommands() {
        return List.of();
    }

    @Override
    public void close() {
        agents.close();
        reflectors.forEach(PortClaim::close);
        bandwidths.forEach(PortClaim::close);
    }
}
