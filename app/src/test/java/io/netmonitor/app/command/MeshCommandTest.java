// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MeshCommandTest {
    @Test
    void saysWhatCannotBeMeasuredAndWhy() throws IOException {
        try (ControllerDouble controller = new ControllerDouble()) {
            controller.answer("GET /api/v1/mesh?task=wan", """
                    {"members": ["a", "b", "c"], "cells": [
                     {"source": "a", "destination": "b", "state": "measured", "values": {"rtt": 1234567}},
                     {"source": "b", "destination": "a", "state": "pending", "values": {}},
                     {"source": "a", "destination": "c", "state": "unmeasurable", "reason": "both are behind NAT",
                      "values": {"rtt": 1}},
                     {"source": "c", "destination": "a", "state": "unmeasurable", "reason": "both are behind NAT",
                      "values": {}}]}
                    """);

            assertThat(controller.run("mesh", "wan").out).isEqualTo("""
                    FROM \\ TO  a             b         c
                    a          ·             1.235 ms  unmeasurable
                    b          pending       ·         -
                    c          unmeasurable  -         ·
                    unmeasurable: a → c, c → a: both are behind NAT
                    """);
        }
    }
}
