// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * STAMP requests as they pass a device, written by dumpcap with the kernel's nanosecond stamps. On a device's way out the
 * stamp is taken after its queue. Used by one thread.
 */
final class Capture implements AutoCloseable {
    private final Service dumpcap;
    private final Path file;

    private Capture(Service dumpcap, Path file) {
        this.dumpcap = dumpcap;
        this.file = file;
    }

    /** Begins, and returns once packets are being written. */
    static Capture start(Place place, String device) throws IOException, InterruptedException {
        Path file = place.folder().resolve(device + ".pcapng");
        Service dumpcap = place.start(List.of(
                "dumpcap", "-q", "-i", device, "-f", "udp dst port " + Product.STAMP_PORT, "-w", file.toString()));
        try {
            dumpcap.awaitText("File: ");
        } catch (IOException | InterruptedException e) {
            dumpcap.close();
            throw e;
        }
        return new Capture(dumpcap, file);
    }

    /** Ends, and gives what passed. */
    List<CapturedPacket> end() throws IOException, InterruptedException {
        String _ = dumpcap.end();
        return PcapngFile.read(file).stream()
                .flatMap(frame -> CapturedPacket.of(frame).stream())
                .toList();
    }

    @Override
    public void close() {
        dumpcap.close();
    }
}
