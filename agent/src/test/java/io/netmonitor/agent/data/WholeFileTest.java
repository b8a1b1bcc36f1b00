// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void readsNothingWhereThereIsNothing() throws Exception {
        assertThat(WholeFile.of(folder.resolve("none"), 10).read()).isEmpty();
    }

    @Test
    void replacesTheTextAndLeavesNothingBeside() throws Exception {
        WholeFile file = WholeFile.of(folder.resolve("deeper/text"), 10);

        file.write("first");
        file.write("二");

        assertThat(file.read()).contains("二");
        try (Stream<Path> files = Files.list(folder.resolve("deeper"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void overwritesWhatACrashLeftBeside() throws Exception {
        Files.writeString(folder.resolve("text.new"), "half of someth");

        WholeFile file = WholeFile.of(folder.resolve("text"), 10);
        file.write("whole");

        assertThat(file.read()).contains("whole");
    }

    @Test
    void keepsSecretsForTheOwner() throws Exception {
        WholeFile.secret(folder.resolve("secrets/key"), 10).write("k");

        assertThat(permissions("secrets")).isEqualTo("rwx------");
        assertThat(permissions("secrets/key")).isEqualTo("rw-------");
    }

    @Test
    void refusesToReadWhatIsTooLong() throws Exception {
        Path path = folder.resolve("long");
        Files.writeString(path, "01234567890");

        assertThatThrownBy(() -> WholeFile.of(path, 10).read())
                .isInstanceOf(IOException.class)
                .hasMessage(path + " is longer than 10 bytes: 11");
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
