// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushedGroupsTest {
    private static final String GATEWAY = "[::1]:9091";

    private Path file;

    @BeforeEach
    void place(@TempDir Path folder) {
        file = folder.resolve("pushgateway.json");
    }

    @Test
    void outliveTheProcess() throws IOException {
        PushedGroups before = PushedGroups.open(file, GATEWAY);
        before.add("wan");
        before.add("广域网");
        before.add("gone");
        before.remove("gone");

        PushedGroups after = PushedGroups.open(file, GATEWAY);

        assertThat(after.names()).containsExactlyInAnyOrder("wan", "广域网");
        assertThat(after.contains("gone")).isFalse();
    }

    @Test
    void ofAnotherGatewayAreNotOursToDelete() throws IOException {
        PushedGroups.open(file, "192.0.2.1:9091").add("wan");

        assertThat(PushedGroups.open(file, GATEWAY).names()).isEmpty();
    }

    @Test
    void areNoneAfterTheFileWasDamaged() throws IOException {
        Files.writeString(file, "{\"gateway\":");

        PushedGroups groups = PushedGroups.open(file, GATEWAY);
        groups.add("wan");

        assertThat(PushedGroups.open(file, GATEWAY).names()).containsExactly("wan");
    }

    @Test
    void areNoneWhereTheFileSaysNothing() throws IOException {
        Files.writeString(file, "{}");

        assertThat(PushedGroups.open(file, GATEWAY).names()).isEmpty();
    }

    @Test
    void areNotChangedByWhatCannotBeWritten() throws IOException {
        Path folder = Files.createDirectory(file.resolveSibling("folder"));
        PushedGroups groups = PushedGroups.open(folder.resolve("pushgateway.json"), GATEWAY);
        Files.delete(folder);

        assertThatThrownBy(() -> groups.add("wan"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write " + folder);
        assertThat(groups.contains("wan")).isFalse();

        Files.createDirectory(folder);
        groups.add("wan");
        assertThat(PushedGroups.open(folder.resolve("pushgateway.json"), GATEWAY)
                        .names())
                .containsExactly("wan");
    }
}
