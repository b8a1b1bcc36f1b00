// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PatientAwaitingTest {
    @Test
    void isThereWithoutBeingAskedFor() {
        AtomicLong leftMs = new AtomicLong();

        await().conditionEvaluationListener(seen -> leftMs.set(seen.getRemainingTimeInMS()))
                .until(() -> true);

        assertThat(leftMs.get()).isGreaterThan(30_000);
    }
}
