// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetAsideTest {
    @TempDir
    Path data;

    private Path file(int number, long bytes) throws IOException {
        Path path = data.resolve(number + ".jsonl");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        }
        Files.setLastModifiedTime(path, FileTime.fromMillis(number));
        return path;
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("aside"))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void movesAFileUnderItsSpoolsName() throws Exception {
        Path file = file(7, 10);

        new SetAside(data.resolve("aside")).take(file, "abcd");

        assertThat(file).doesNotExist();
        assertThat(kept()).containsExactly("abcd-7.jsonl");
    }

    @Test
    void copiesAFileAndLeavesIt() throws Exception {
        Path file = file(7, 10);

        new SetAside(data.resolve("aside")).copy(file, "abcd");

        assertThat(file).exists();
        assertThat(kept()).containsExactly("abcd-7.jsonl");
    }

    @Test
    void keepsTheNewestHundred() throws Exception {
        SetAside aside = new SetAside(data.resolve("aside"));
        for (int number = 101; number <= 205; number++) {
            aside.take(file(number, 1), "s");
        }

        assertThat(kept()).hasSize(100).startsWith("s-106.jsonl").endsWith("s-205.jsonl");
    }

    @Test
    void keepsTheNewestSixtyFourMebibytes() throws Exception {
        SetAside aside = new SetAside(data.resolve("aside"));
        for (int number = 1; number <= 5; number++) {
            aside.take(file(number, 20L << 20), "s");
        }

        assertThat(kept()).containsExactly("s-3.jsonl", "s-4.jsonl", "s-5.jsonl");
    }

    @Test
    void doesNoHarmWhenTheFileIsGone() {
        new SetAside(data.resolve("aside")).take(data.resolve("none"), "s");

        assertThat(data.resolve("aside/s-none")).doesNotExist();
    }
}
