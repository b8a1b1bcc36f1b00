// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Values;
import io.netmonitor.probe.stamp.SessionRecord;
import io.netmonitor.probe.stamp.SimulatedSession;
import org.junit.jupiter.api.Test;

final class HeaderChangesTest {
    private static final int CS1 = 8;

    @Test
    void flushPacketsAreNoPacketsThatChanged() {
        SessionRecord record = new SimulatedSession(2, 3)
                .marked(0, 0, CS1)
                .marked(1, 1, CS1)
                .marked(2, 2, CS1)
                .marked(3, 3, CS1)
                .seen();

        Values.Builder values = Values.builder();
        HeaderChanges.forward(record).put(values, "forward");

        assertThat(values.build().whole("forward.dscp")).hasValue(CS1);
        assertThat(values.build().whole("forward.dscpChanged")).hasValue(2);
    }
}
