// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.result.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BandwidthAnswerTest {
    @Test
    void aSingleTrainThatTookForEverIsNoProofThatNothingPasses() {
        BandwidthAnswer answer = BandwidthAnswer.tooFew(List.of(), List.of(), 0, 5e6, false);

        assertThat(answer.outcome()).isEqualTo(Outcome.UNSTABLE);
        assertThat(answer.availableBps()).hasValue(1);
        assertThat(answer.lowBps()).hasValue(0.5);
        assertThat(answer.highBps()).hasValue(5e6);
    }

    @Test
    void aSingleTrainSaysNoMoreThanTheFastestThatCame() {
        assertThat(BandwidthAnswer.tooFew(List.of(), List.of(), 7e6, 5e6, false).availableBps())
                .hasValue(5e6);
    }
}
