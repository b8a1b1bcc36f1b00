// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import io.netmonitor.core.path.AddressText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Whether paths over IPv6 can be measured from here. */
record Ipv6Check(HostFiles files) implements Check {
    private static final String TABLE = "/proc/net/if_inet6";
    private static final int SCOPE_COLUMN = 3;
    private static final int FLAGS_COLUMN = 4;
    private static final int COLUMNS = 6;
    private static final int HEXADECIMAL = 16;
    /** IFA_F_DADFAILED and IFA_F_TENTATIVE of if_addr.h: no packet may carry such an address. */
    private static final int UNUSABLE = 0x08 | 0x40;

    @Override
    public String name() {
        return "IPv6";
    }

    @Override
    public Finding examine() throws UnknownHostException {
        if (!files.exists(TABLE)) {
            return Finding.warn(
                    name(),
                    "the kernel has none, so only IPv4 paths can be measured",
                    List.of("grep -o 'ipv6.disable=1' /proc/cmdline", "# if so, take it out of the boot options"));
        }
        List<String> addresses = globalAddresses();
        if (!addresses.isEmpty()) {
            String more = addresses.size() == 1 ? "" : " and %d more".formatted(addresses.size() - 1);
            return Finding.ok(name(), "this host is " + addresses.getFirst() + more);
        }
        for (String which : List.of("all", "default")) {
            if (files.number("/proc/sys/net/ipv6/conf/" + which + "/disable_ipv6")
                            .orElse(0)
                    == 1) {
                List<String> remedies = new ArrayList<>(Sysctl.remedy("net.ipv6.conf.all.disable_ipv6", "0"));
                remedies.addAll(Sysctl.remedy("net.ipv6.conf.default.disable_ipv6", "0"));
                return Finding.warn(name(), "switched off by sysctl, so only IPv4 paths can be measured", remedies);
            }
        }
        return Finding.warn(
                name(), "no address beyond this link, so only IPv4 paths can be measured", List.of("ip -6 address"));
    }

    /** Lines such as {@code 20010db8…0001 02 40 00 80 eth0}: address, interface, prefix length, scope, flags, name. */
    private List<String> globalAddresses() throws UnknownHostException {
        List<String> addresses = new ArrayList<>();
        for (String line : files.lines(TABLE)) {
            String[] columns = line.strip().split("\\s+", -1);
            if (columns.length == COLUMNS
                    && columns[SCOPE_COLUMN].equals("00")
                    && (Integer.parseInt(columns[FLAGS_COLUMN], HEXADECIMAL) & UNUSABLE) == 0) {
                addresses.add(text(columns[0]) + " on " + columns[COLUMNS - 1]);
            }
        }
        return addresses;
    }

    /** From 32 hexadecimal digits to what people write. */
    private static String text(String digits) throws UnknownHostException {
        return AddressText.of(InetAddress.getByAddress(HexFormat.of().parseHex(digits)));
    }
}
