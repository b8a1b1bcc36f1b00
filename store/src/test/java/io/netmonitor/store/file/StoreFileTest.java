// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void makesAFolderForItsOwnerAlone() throws IOException {
        Path file = StoreFile.prepare(URI.create("sqlite:" + folder.resolve("a/b/state.db")), "sqlite");

        assertThat(file).isEqualTo(folder.toRealPath().resolve("a/b/state.db")).doesNotExist();
        assertThat(Files.getPosixFilePermissions(folder.resolve("a/b")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void findsThatTwoNamesAreOneFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));

        assertThat(StoreFile.prepare(URI.create("duckdb:" + link.resolve("x.duckdb")), "duckdb"))
                .isEqualTo(StoreFile.prepare(URI.create("duckdb:" + folder.resolve("real/x.duckdb")), "duckdb"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:state.db", "duckdb:/x/y", "sqlite:/", "sqlite:/..", "/x/state.db", "sqlite://host"})
    void refusesALocationOfAnotherForm(String location) {
        assertThatThrownBy(() -> StoreFile.prepare(URI.create(location), "sqlite"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("sqlite:/var/lib/netmonitor/file")
                .hasMessageEndingWith(": " + location);
    }

    @Test
    void saysThatAFolderIsAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("data"));

        assertThatThrownBy(() -> StoreFile.prepare(URI.create("sqlite:" + file.resolve("state.db")), "sqlite"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " is a file, not a folder; choose another");
    }

    @Test
    void saysThatAFileIsAFolder() throws IOException {
        Path inTheWay = Files.createDirectory(folder.resolve("state.db"));

        assertThatThrownBy(() -> StoreFile.prepare(URI.create("sqlite:" + inTheWay), "sqlite"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(inTheWay + " is a folder, not a file; choose another");
    }

    @Test
    void saysWhatToDoAboutAFolderThatCannotBeMade() {
        // Not even root can make folders there.
        assertThatThrownBy(() -> StoreFile.prepare(URI.create("sqlite:/proc/netmonitor/state.db"), "sqlite"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot make the folder /proc/netmonitor")
                .hasMessageContaining("choose another folder");
    }
}
