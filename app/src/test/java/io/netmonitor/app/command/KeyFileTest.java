// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.probe.SessionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final String KEY = "00112233445566778899aabbccddeeff";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("key");
    }

    private void write(String text, String permissions) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void readsAKeyWithOrWithoutALinesEnd() throws IOException {
        write(KEY, "rw-------");
        assertThat(KeyFile.read(file)).isEqualTo(SessionKey.ofHex(KEY));

        write(KEY + "\n", "rw-------");
        assertThat(KeyFile.read(file)).isEqualTo(SessionKey.ofHex(KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
    void refusesAKeyThatOthersMayTouch(String permissions) throws IOException {
        write(KEY, permissions);

        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("--auth-key-file: group or others may read or write the key: `chmod 600 " + file + "`");
    }

    @Test
    void neverRepeatsWhatIsInTheFile() throws IOException {
        write("secretsecretsecretsecretsecret", "rw-------");

        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--auth-key-file: " + file + ": a session key is written in hexadecimal digits")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesKeysThatAreTooShortOrFilesThatHoldMore() throws IOException {
        write("0011", "rw-------");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("16 to 64 octets, this one has 2");

        write("00".repeat(4_000), "rw-------");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("longer than 256 bytes");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("--auth-key-file: there is no file " + file);

        Files.createDirectory(file);
        assertThatThrownBy(() -> KeyFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }
}
