// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubnetTest {
    @Test
    void takesTheFirstNumberThatNeitherALabNorARouteHas() {
        String routes = """
                default via 192.0.2.1 dev eth0
                192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.2
                10.213.1.0/24 via 10.213.1.2 dev nm1-1
                fd00:213:2::/64 via fd00:213:2::2 dev nm1-2
                """;

        assertThat(Subnet.firstFree(routes, number -> number == 0)).contains(new Subnet(3, "10.213.3"));
    }

    @Test
    void leavesTheRangeWhenAWiderRouteCoversIt() {
        assertThat(Subnet.firstFree("10.0.0.0/8 dev tun0", number -> false)).contains(new Subnet(0, "198.18.0"));
    }

    @Test
    void countsASingleAddressInsideASubnetAsTaken() {
        assertThat(Subnet.firstFree("unreachable 10.213.0.77 metric 5", number -> false))
                .contains(new Subnet(1, "10.213.1"));
    }

    @Test
    void findsNoneWhenAllNumbersAreTaken() {
        assertThat(Subnet.firstFree("", number -> true)).isEqualTo(Optional.empty());
    }
}
