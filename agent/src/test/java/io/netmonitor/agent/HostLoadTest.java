// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostLoadTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("loadavg"), text);
    }

    @Test
    void isSharedByTheProcessors() throws Exception {
        assertThat(HostLoad.of(file("3.00 0.63 0.58 2/311 40213\n"), 4)).isEqualTo(0.75);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.21", "NaN 1 1", "-1.0 1 1", "much 1 1"})
    void isAbsentWhereNothingTellsIt(String text) throws Exception {
        assertThat(HostLoad.of(file(text), 4)).isNull();
        assertThat(HostLoad.of(folder.resolve("absent"), 4)).isNull();
    }

    @Test
    void isKnownOfThisHost() {
        assertThat(HostLoad.perProcessor()).isNotNull().isNotNegative();
    }
}
