// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a controller that knows two nodes, bj and sh. */
abstract class WithTwoNodes {
    ControllerFixture fixture;
    AgentDouble bj;
    AgentDouble sh;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        fixture = new ControllerFixture(data);
        bj = fixture.reported("bj", "192.0.2.1");
        sh = fixture.reported("sh", "192.0.2.2");
    }

    @AfterEach
    void stop() {
        bj.close();
        sh.close();
        fixture.close();
    }
}
