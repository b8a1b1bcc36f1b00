// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.agent.Samples;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTest {
    @TempDir
    Path folder;

    private static byte[] line(long round) {
        return (Json.write(Samples.result(round)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void isSealedWithWhatWasAppended() throws Exception {
        Path path = folder.resolve("3.jsonl");
        OpenSegment open = OpenSegment.create(3, path);
        open.append(line(0));
        open.append(line(1));

        Segment sealed = open.seal();

        assertThat(sealed).isEqualTo(new Segment(3, path, 2, line(0).length + line(1).length));
        assertThat(sealed.read().results()).containsExactly(Samples.result(0), Samples.result(1));
    }

    @Test
    void isFullAfterFiveHundredResultsOrAMebibyte() throws Exception {
        try (OpenSegment many = OpenSegment.create(1, folder.resolve("1.jsonl"));
                OpenSegment long_ = OpenSegment.create(2, folder.resolve("2.jsonl"))) {
            for (int i = 0; i < 500; i++) {
                assertThat(many.isFull()).isFalse();
                many.append(line(i));
            }
            long_.append(new byte[1 << 20]);

            assertThat(many.isFull()).isTrue();
            assertThat(long_.isFull()).isTrue();
        }
    }

    @Test
    void emptiesAFileThatIsInTheWay() throws Exception {
        Path path = folder.resolve("1.jsonl");
        Files.writeString(path, "older");

        try (OpenSegment open = OpenSegment.create(1, path)) {
            assertThat(open.bytes()).isZero();
            assertThat(path).isEmptyFile();
        }
    }

    @Test
    void isRecoveredWithoutItsTornEnd() throws Exception {
        Path path = folder.resolve("1.jsonl");
        Files.write(path, line(0));
        Files.writeString(path, "{\"torn", StandardOpenOption.APPEND);

        Segment.Recovered recovered = Segment.recover(1, path);

        assertThat(recovered).isEqualTo(new Segment.Recovered(new Segment(1, path, 1, line(0).length), true));
        assertThat(Files.size(path)).isEqualTo(line(0).length);
    }

    @Test
    void isRecoveredAcrossChunks() throws Exception {
        Path path = folder.resolve("1.jsonl");
        try (OpenSegment open = OpenSegment.create(1, path)) {
            for (int i = 0; i < 1000; i++) {
                open.append(line(i));
            }
        }

        Segment.Recovered recovered = Segment.recover(1, path);

        assertThat(recovered.torn()).isFalse();
        assertThat(recovered.segment().results()).isEqualTo(1000);
    }

    @Test
    void countsLinesThatHoldNoResult() throws Exception {
        Path path = folder.resolve("1.jsonl");
        Files.write(path, line(0));
        Files.writeString(path, "{}\nnonsense\n", StandardOpenOption.APPEND);

        Segment.Content content = new Segment(1, path, 3, Files.size(path)).read();

        assertThat(content.results()).containsExactly(Samples.result(0));
        assertThat(content.damagedLines()).isEqualTo(2);
    }

    @Test
    void doesNotReadWhatNobodyWroteHere() throws Exception {
        Path path = folder.resolve("1.jsonl");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(Segment.MAX_BYTES + 1);
        }

        assertThatThrownBy(() -> new Segment(1, path, 1, 1).read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than");
    }
}
