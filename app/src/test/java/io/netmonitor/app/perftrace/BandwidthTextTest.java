// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.perftrace.BandwidthRun;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BandwidthTextTest {
    @Test
    void endsAsThePrototypeDoes() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        BandwidthText bandwidth = new BandwidthText(out);

        bandwidth.print(new BandwidthRun.Train(500_000_000, 499_000_000, 480_000_000, 100, 96, true));
        bandwidth.print(new BandwidthRun.Train(400_000_000, 400_000_000, 0, 80, 0, false));
        bandwidth.printResult(976_908_736);
        out.flush();

        assertThat(text).hasToString("""
                train 1: asked 500.000 Mbps, sent 499.000 Mbps, received 480.000 Mbps, 96 of 100 packets arrived
                train 2: asked 400.000 Mbps, sent 400.000 Mbps, received 0.000 Mbps, 0 of 80 packets arrived, not counted
                ======================Final Result======================
                final result: 976908736.000000bps.
                """);
    }
}
