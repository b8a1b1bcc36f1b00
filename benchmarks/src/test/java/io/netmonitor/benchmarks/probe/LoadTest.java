// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void writesRequestsByTheOctet() {
        ByteBuffer plain = Load.PLAIN.stampRequest(3);
        ByteBuffer followUp = Load.FOLLOW_UP.stampRequest(3);

        assertThat(plain.remaining()).isEqualTo(72);
        assertThat(plain.getShort(14)).isEqualTo((short) 3);
        assertThat(plain.getInt(44)).isEqualTo(0x80010000 | 24);
        assertThat(followUp.remaining()).isEqualTo(72);
        assertThat(followUp.getInt(44)).isEqualTo(0x80030000 | 4);
        assertThat(followUp.getInt(52)).isEqualTo(0x80070000 | 16);
    }

    @Test
    void numbersPacketsWhereEachProtocolHasIt() {
        ByteBuffer stamp = ByteBuffer.allocate(72);
        ByteBuffer irtt = ByteBuffer.allocate(72);

        Load.PLAIN.number(stamp, 0x01020304);
        Load.IRTT.number(irtt, 0x01020304);

        assertThat(stamp.get(3)).isEqualTo((byte) 4);
        assertThat(irtt.get(12)).isEqualTo((byte) 4);
    }
}
