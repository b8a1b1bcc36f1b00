// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.app.doctor.Programs.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    private Path folder;

    private HostFolder host;

    @BeforeEach
    void makeHost() {
        host = new HostFolder(folder);
    }

    @Test
    void givesStatusAndBothStreams() throws Exception {
        Output output = run(host.program("tell", "echo \"to $1\"", "echo trouble >&2", "exit 3"), "tell", "people; ls");

        assertThat(output).isEqualTo(new Output(3, "to people; ls\n", "trouble\n"));
        assertThat(output.complaint()).isEqualTo("trouble");
        assertThat(new Output(3, " \n", "").complaint()).isEqualTo("status 3");
    }

    @Test
    void passesOnNothingOfItsEnvironmentAndNoInput() throws Exception {
        Output output = run(host.program("look", "cat", "/usr/bin/env"), "look");

        assertThat(output.out().lines().filter(line -> !line.matches("(PWD|_|SHLVL|OLDPWD)=.*")))
                .containsExactlyInAnyOrder("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C");
    }

    @Test
    void findsProgramsInItsFoldersAlone() {
        host.program("here", "exit 0").put("/bin/text", "no program");

        assertThat(host.programs().find("here")).contains(host.path("/bin/here"));
        assertThat(host.programs().find("text")).isEmpty();
        assertThat(host.programs().find("sh")).isEmpty();
        assertThat(Programs.ofHost().find("sh")).isPresent();
    }

    @Test
    void endsAProgramThatTakesTooLongWithItsChildren() {
        host.program("dawdle", "sleep 1000 &", "sleep 1000");
        Programs impatient = new Programs(List.of(host.path("/bin")), Duration.ofMillis(200), 100);

        assertThatThrownBy(() -> impatient.run(host.path("/bin/dawdle")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not end within 0.2 s");
        await().until(() -> ProcessHandle.current().descendants().noneMatch(ProgramsTest::sleeps));
    }

    @Test
    void endsAProgramThatPrintsTooMuch() {
        host.program("babble", "while :; do echo blah; done");
        Programs strict = new Programs(List.of(host.path("/bin")), Duration.ofSeconds(20), 1000);

        assertThatThrownBy(() -> strict.run(host.path("/bin/babble")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 1000 bytes");
    }

    private static Output run(HostFolder host, String program, String... arguments) throws Exception {
        return host.programs().run(host.programs().find(program).orElseThrow(), arguments);
    }

    private static boolean sleeps(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("sleep");
    }
}
