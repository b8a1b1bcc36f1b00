// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    @Test
    void makesTheFolder() throws Exception {
        try (DataFolder data = DataFolder.take(parent.resolve("a/b"))) {
            assertThat(data.resolve("plan.json")).isEqualTo(parent.resolve("a/b/plan.json"));
            assertThat(Files.isDirectory(parent.resolve("a/b"))).isTrue();
        }
    }

    @Test
    void isHeldByOneAlone() throws Exception {
        try (DataFolder _ = DataFolder.take(parent)) {
            assertThatThrownBy(() -> DataFolder.take(parent))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the data folder " + parent + " is in use by another agent: stop that one, or give this"
                            + " one a folder of its own with --data");
        }
    }

    @Test
    void isFreeAfterItsAgentEnded() throws Exception {
        DataFolder.take(parent).close();

        try (DataFolder data = DataFolder.take(parent)) {
            assertThat(data.resolve("x")).isEqualTo(parent.resolve("x"));
        }
    }
}
