// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessStampTest {
    @Test
    void knowsALivingProcessByItsWrittenForm() {
        ProcessStamp me = ProcessStamp.current();

        assertThat(ProcessStamp.parse(me.toString())).contains(me);
        assertThat(me.alive()).isTrue();
    }

    @Test
    void takesAnotherProcessWithTheSameNumberForAnother() {
        ProcessStamp me = ProcessStamp.current();

        assertThat(new ProcessStamp(me.pid(), me.start() + 1).alive()).isFalse();
    }

    @Test
    void seesThatAProcessHasEnded() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(TestJava.command(SitePeer.class)).start();
        ProcessStamp stamp = ProcessStamp.of(child.pid()).orElseThrow();
        assertThat(stamp.alive()).isTrue();

        child.destroyForcibly().waitFor();

        assertThat(stamp.alive()).isFalse();
    }

    @Test
    void readsNothingIntoOtherTexts() {
        assertThat(ProcessStamp.parse("")).isEmpty();
        assertThat(ProcessStamp.parse("12")).isEmpty();
        assertThat(ProcessStamp.parse("-1.5")).isEmpty();
        assertThat(ProcessStamp.parse("1.2.3")).isEmpty();
        assertThat(ProcessStamp.parse("99999999999999999999.1")).isEmpty();
    }
}
