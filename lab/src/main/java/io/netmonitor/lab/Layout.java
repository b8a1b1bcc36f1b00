// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * The names and addresses of one lab, and the commands that make and remove it. An immutable value.
 *
 * <pre>
 *   this host ── .1/30 ─ router ─┬─ .5/30  first site      10.213.N.0/24
 *                                ├─ .9/30  second site     fd00:213:N::/64
 *                                └─ .13/30 third site
 * </pre>
 */
public final class Layout {
    static final String ROUTER = "router";

    private final LabPlan plan;
    private final ProcessStamp owner;
    private final Subnet subnet;
    private final HostFeatures features;

    Layout(LabPlan plan, ProcessStamp owner, Subnet subnet, HostFeatures features) {
        this.plan = plan;
        this.owner = owner;
        this.subnet = subnet;
        this.features = features;
    }

    /** The commands that build the lab, in order; typed into a shell by root they give the same. */
    public List<ShellCommand> commands() {
        return new LabCommands(this).up();
    }

    /** The commands that remove it; processes that still run in it must be gone before. */
    public List<ShellCommand> downCommands() {
        return new LabCommands(this).down();
    }

    /** What this host cannot give to the lab, in words; empty when it can give all. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!features.ipv6()) {
            missing.add("IPv6 (switched off on this host)");
        }
        if (wantsDelay() && !features.netem()) {
            missing.add("link delay (this kernel has no sch_netem)");
        }
        return missing;
    }

    /** Whether the lab has IPv4 addresses. */
    public boolean ipv4Enabled() {
        return plan.ipv4();
    }

    /** Whether the lab has IPv6 addresses. */
    public boolean ipv6Enabled() {
        return features.ipv6();
    }

    /** The namespace of a site, as {@code ip netns} lists it. */
    public String namespace(String site) {
        number(site);
        return prefix() + site;
    }

    /** What to put before a command so that it runs at a site. */
    public List<String> execPrefix(String site) {
        return List.of("ip", "netns", "exec", namespace(site));
    }

    /** The IPv4 address of a site, usable when {@link #ipv4Enabled}. */
    public String ipv4(String site) {
        return ipv4(number(site), End.SITE);
    }

    /** The IPv6 address of a site, usable when {@link #ipv6Enabled}. */
    public String ipv6(String site) {
        return ipv6(number(site), End.SITE);
    }

    /** The IPv4 address by which the sites reach this host, usable when {@link #ipv4Enabled}. */
    public String hostIpv4() {
        return ipv4(0, End.SITE);
    }

    /** The IPv6 address by which the sites reach this host, usable when {@link #ipv6Enabled}. */
    public String hostIpv6() {
        return ipv6(0, End.SITE);
    }

    /** All namespaces of the lab, the router's first. */
    public List<String> namespaces() {
        List<String> names = new ArrayList<>(List.of(prefix() + ROUTER));
        plan.sites().forEach(site -> names.add(prefix() + site.name()));
        return names;
    }

    /** The end of the link to the router that lies in the host's own namespace; at most 13 characters. */
    String hostInterface() {
        return "nm" + owner.pid() + "-" + subnet.number();
    }

    List<Site> sites() {
        return plan.sites();
    }

    HostFeatures features() {
        return features;
    }

    Subnet subnet() {
        return subnet;
    }

    /** Link 0 leads to the host, link k to the k-th site. */
    String ipv4(int link, End end) {
        return subnet.ipv4() + "." + (4 * link + end.offset);
    }

    String ipv6(int link, End end) {
        return subnet.ipv6() + "::" + (link == 0 ? "" : Integer.toHexString(link) + ":") + end.offset;
    }

    private String prefix() {
        return plan.name() + "-" + owner.pid() + "-" + subnet.number() + "-";
    }

    private boolean wantsDelay() {
        return plan.sites().stream().anyMatch(site -> !site.link().delay().isZero());
    }

    private int number(String site) {
        for (int i = 0; i < plan.sites().size(); i++) {
            if (plan.sites().get(i).name().equals(site)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("lab " + plan.name() + " has no site " + site);
    }

    /** The two ends of a link. */
    enum End {
        SITE(1),
        ROUTER(2);

        private final int offset;

        End(int offset) {
            this.offset = offset;
        }
    }
}
