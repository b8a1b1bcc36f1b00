// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PortableNetworkTest extends TestNetworkContract {
    @Override
    TestNetwork network() {
        return new PortableNetwork();
    }

    @Test
    void knowsThatItsStampsAreNotTheKernels() throws IOException {
        TestSocket server = listen(ANY_PORT);
        TestSocket client = open(SourcePort.any(false));

        client.queue(new OutgoingPacket(server.localAddress(), 44), 44);
        client.flush();
        Arrival arrival = awaitArrival(server);

        assertThat(client.hasKernelStamps()).isFalse();
        assertThat(client.stampId(0)).isEqualTo(TestSocket.UNSTAMPED);
        assertThat(arrival.kernelNs()).isEqualTo(Arrival.UNKNOWN);
        assertThat(arrival.hopLimit()).isEqualTo(-1);
        assertThat(arrival.dscp()).isEqualTo(-1);
        assertThat(arrival.ecn()).isZero();
    }
}
