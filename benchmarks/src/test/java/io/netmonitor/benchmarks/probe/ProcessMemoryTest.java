// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ProcessMemoryTest {
    @Test
    void readsWhatTheKernelSays() throws IOException {
        ProcessMemory memory = ProcessMemory.parse(
                "Name:\tjava\nVmHWM:\t  111060 kB\nVmRSS:\t  98132 kB\nRssAnon:\t   69936 kB\nRssFile:\t   28196 kB\n");

        assertThat(memory).isEqualTo(new ProcessMemory(98_132, 69_936, 111_060));
    }

    @Test
    void readsThatOfThisProcess() throws IOException {
        ProcessMemory memory = ProcessMemory.read(ProcessHandle.current().pid());

        assertThat(memory.residentKib()).isBetween(10_000L, memory.peakKib());
        assertThat(memory.anonymousKib()).isBetween(1L, memory.residentKib());
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> ProcessMemory.parse("Name:\tjava\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("VmRSS:");
    }
}
