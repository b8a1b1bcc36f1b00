// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskUrlsTest {
    private static final InetAddress IPV4 = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("2001:db8::1");

    @Test
    void aPortOnAllAddressesIsReachedWhereTheNodeReachesUs() {
        assertThat(url(IPV4, "::", "0.0.0.0")).isEqualTo("http://192.0.2.1:3000/wan.json");
        assertThat(url(IPV6, "::", "0.0.0.0")).isEqualTo("http://[2001:db8::1]:3000/wan.json");
        assertThat(url(IPV6, "0.0.0.0", "::")).isEqualTo("http://[2001:db8::1]:3001/wan.json");
    }

    @Test
    void aPortOnOneAddressIsToldAsItIs() {
        assertThat(url(IPV4, "2001:db8::7")).isEqualTo("http://[2001:db8::7]:3000/wan.json");
        assertThat(url(IPV4, "2001:db8::7", "192.0.2.1")).isEqualTo("http://192.0.2.1:3001/wan.json");
    }

    @Test
    void aScopeIsOfNoUseToOthers() throws Exception {
        InetAddress scoped = java.net.Inet6Address.getByAddress(
                null, InetAddress.ofLiteral("fe80::1").getAddress(), 1);

        assertThat(url(scoped, "::")).isEqualTo("http://[fe80::1]:3000/wan.json");
    }

    @Test
    void namesAreQuotedAsSegmentsOfAPath() {
        TaskUrls urls = new TaskUrls(List.of(new InetSocketAddress(InetAddress.ofLiteral("::"), 80)));

        assertThat(urls.of("a b&c*上", IPV4)).isEqualTo("http://192.0.2.1:80/a%20b%26c%2A%E4%B8%8A.json");
        assertThat(urls.of("a b&c*上", IPV4).length()).isLessThanOrEqualTo(TaskUrls.maxLength("a b&c*上"));
    }

    private static String url(InetAddress local, String... doors) {
        List<InetSocketAddress> bound = new java.util.ArrayList<>();
        for (String door : doors) {
            bound.add(new InetSocketAddress(InetAddress.ofLiteral(door), 3000 + bound.size()));
        }
        return new TaskUrls(bound).of("wan", local);
    }
}
