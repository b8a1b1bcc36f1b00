// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lab shall look like; nothing exists yet. An immutable value, each step returns a new one.
 *
 * @param name 1 to 32 of {@code [a-z0-9-]}, the first part of every namespace's name
 * @param sites at most 63, with different names; none is called {@code router}
 * @param ipv4 whether there is IPv4, on links and on the sites' loopback
 */
public record LabPlan(String name, List<Site> sites, boolean ipv4) {
    static final int MAX_SITES = 63;

    public LabPlan {
        sites = List.copyOf(sites);
        if (!Site.NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("lab name is not 1 to 32 of a-z, 0-9 and -: " + name);
        }
        if (sites.size() > MAX_SITES) {
            throw new IllegalArgumentException("lab has more than 63 sites: " + sites.size());
        }
        List<String> names = sites.stream().map(Site::name).toList();
        if (names.contains(Layout.ROUTER) || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("site names must differ, and none may be router: " + names);
        }
    }

    /** The same plan with one more site. */
    public LabPlan site(String site, Link link) {
        List<Site> more = new ArrayList<>(sites);
        more.add(new Site(site, link));
        return new LabPlan(name, more, ipv4);
    }

    /** The same plan without IPv4; a host without IPv6 cannot have it. */
    public LabPlan ipv6Only() {
        return new LabPlan(name, sites, false);
    }

    /**
     * The names, addresses and commands that {@link #up} would use now, for showing; reserves nothing.
     *
     * @throws LabException when no subnet is free or the host cannot be asked
     */
    public Layout layout() throws IOException, InterruptedException {
        return Reservation.peek(this);
    }

    /**
     * Builds it. When a command fails, what was built until then is removed again.
     *
     * @throws LabException naming the failed command and what it said
     */
    public Lab up() throws IOException, InterruptedException {
        Availability availability = Lab.availability();
        if (!availability.ok()) {
            throw new LabException("no lab without " + availability);
        }
        if (!ipv4 && !HostFeatures.ipv6Enabled()) {
            throw new LabException("no lab without IPv4 where IPv6 is switched off");
        }
        return Lab.up(this);
    }
}
