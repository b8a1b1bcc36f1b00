// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFolderTest {
    @Test
    void isTheOneOfTheEnvironment() {
        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/u"), "/home/other"))
                .contains(Path.of("/state/netmonitor"));
    }

    @Test
    void isElseInTheHome() {
        assertThat(StateFolder.of(Map.of("HOME", "/home/u"), "/home/other"))
                .contains(Path.of("/home/u/.local/state/netmonitor"));
        assertThat(StateFolder.of(Map.of(), "/home/user")).contains(Path.of("/home/user/.local/state/netmonitor"));
    }

    @Test
    void isNoneThatDependsOnWhereTheProcessStands() {
        assertThat(StateFolder.of(Map.of("XDG_STATE_HOME", "state", "HOME", ""), "?"))
                .isEmpty();
    }
}
