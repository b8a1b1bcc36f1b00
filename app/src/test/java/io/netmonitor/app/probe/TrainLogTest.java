// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.probe.bandwidth.estimate.TrainReport;
import io.netmonitor.probe.bandwidth.estimate.TrainReport.Kind;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainLogTest {
    private final TrainLog log = new TrainLog();

    private static TrainReport report(Kind kind, OptionalDouble availableBps, long countedNs) {
        return new TrainReport(0, kind, 100, 101e6, 100e6, availableBps, 5, 5 + countedNs, 0, 0, 1, 0, 0);
    }

    private static TrainReport train(double availableBps, long countedNs) {
        return report(Kind.TRAIN, OptionalDouble.of(availableBps), countedNs);
    }

    @Test
    void tellsTheStageAndWhatIsKnownByThen() {
        assertThat(log.state()).isEqualTo("floor");

        log.accept(report(Kind.FLOOR, OptionalDouble.empty(), 0));
        assertThat(log.state()).isEqualTo("bursts");

        log.accept(report(Kind.BURST, OptionalDouble.empty(), 0));
        assertThat(log.state()).isEqualTo("bursts");

        log.accept(report(Kind.TRAIN, OptionalDouble.empty(), 0));
        assertThat(log.state()).isEqualTo("train 2");

        log.accept(train(90e6, 30_000_000));
        assertThat(log.state()).isEqualTo("train 3, so far 90.0 Mbit/s");

        log.accept(train(94e6, 10_000_000));
        assertThat(log.state()).isEqualTo("train 4, so far 91.0 Mbit/s");
        assertThat(log.trains()).hasSize(3);
    }

    @Test
    void countsTrainsThatHeldNoQueueAlike() {
        log.accept(train(10e6, 0));
        log.accept(train(20e6, 0));

        assertThat(TrainLog.meanBps(log.trains())).hasValue(15e6);
    }
}
