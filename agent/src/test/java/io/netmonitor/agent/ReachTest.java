// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
    @Test
    void whoHasAnAddressForOthersCanBeReached() {
        assertThat(Reach.at(List.of("203.0.113.7", "2001:db8::7")).inbound()).isTrue();
        assertThat(Reach.UNSAID.inbound()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "bj.example.org, is not an IP address: bj.example.org",
        "0.0.0.0,        is not one node's: 0.0.0.0",
        "ff02::1,        is not one node's: ff02::1"
    })
    void refusesWhatIsNoNodesAddress(String address, String why) {
        assertThatThrownBy(() -> Reach.at(List.of(address)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("address: " + why);
    }

    @Test
    void refusesMoreThanAReportHolds() {
        List<String> many = Collections.nCopies(33, "203.0.113.7");

        assertThatThrownBy(() -> Reach.at(many)).hasMessage("address: is given more than 32 times: 33");
    }

    @Test
    void refusesAnAddressUnderWhichNobodyCanReachIt() {
        assertThatThrownBy(() -> new Reach(List.of("203.0.113.7"), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "address: is where others reach this node, and inbound says that they cannot: [203.0.113.7]");
    }
}
