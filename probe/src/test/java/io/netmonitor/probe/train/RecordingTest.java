// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.testkit.host.QuietMoment;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class RecordingTest {
    @Test
    void keepsTheFirstArrivalOfEachPacketOfItsTrain() {
        Recording recording = new Recording(3, 4);

        recording.arrived(3, 0, 100, 0);
        recording.arrived(3, 0, 900, 0);
        recording.arrived(2, 1, 200, 0);
        recording.arrived(3, 9, 300, 0);
        recording.arrived(3, 2, 400, 5);
        recording.publish();

        assertThat(recording.arrivedNs(4)).containsExactly(100, Train.LOST, 400, Train.LOST);
        assertThat(recording.overflows()).isEqualTo(5);
    }

    /** It gives up after a second, which a test that is held up may take. */
    @Test
    void doesNotCallLostWhatTheReceiverHasNotLookedFor() throws Exception {
        QuietMoment.find(RecordingTest::lookLate);
    }

    private static void lookLate() {
        Recording recording = new Recording(0, 2);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            try {
                recording.await(2, 1_000_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        long patienceIsOver = System.nanoTime() + 100_000_000;
        await().until(() -> System.nanoTime() > patienceIsOver);
        assertThat(waiting).isNotDone();

        recording.arrived(0, 0, 5, 0);
        recording.arrived(0, 1, 6, 0);
        recording.publish();

        await().until(waiting::isDone);
        assertThat(recording.arrivedNs(2)).containsExactly(5, 6);
    }

    @Test
    void givesUpOnceTheReceiverHasLookedInVain() throws InterruptedException {
        Recording recording = new Recording(0, 2);
        Thread receiver = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                recording.publish();
            }
        });

        recording.await(2, 1_000_000);
        receiver.interrupt();

        assertThat(recording.arrivedNs(2)).containsExactly(Train.LOST, Train.LOST);
    }
}
