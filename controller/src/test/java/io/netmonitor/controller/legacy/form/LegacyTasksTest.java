// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netmonitor.controller.legacy.OldBed;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegacyTasksTest {
    @TempDir
    private Path data;

    @TempDir
    private Path folder;

    private OldBed bed;
    private LegacyTasks watch;

    @BeforeEach
    void open() throws IOException {
        bed = new OldBed(data).node("bj", "192.0.2.1").node("sh", "192.0.2.2");
        watch = start();
    }

    @AfterEach
    void close() {
        watch.close();
        bed.close();
    }

    @Test
    void makesChangesAndKeepsTasksAsTheirFilesSay() throws IOException {
        write("wan.json", file("wan", "60"));
        awaitRevision("wan", 1);

        write("wan.json", file("wan", "120"));
        awaitRevision("wan", 2);
        assertThat(bed.tasks.find("wan").orElseThrow().spec().period()).isEqualTo("120s");
        assertThat(bed.tasks.find("wan").orElseThrow().spec().members()).containsExactly("bj", "legacy:192.0.2.9");

        write("wan.json", file("wan", "120"));
        Files.delete(folder.resolve("wan.json"));
        settle();
        assertThat(bed.tasks.find("wan")).get().matches(task -> task.state() == TaskState.ACTIVE);
        assertThat(changes("wan")).containsExactly("created by legacy-tasks", "changed by legacy-tasks");
    }

    @Test
    void blanksInNamesBecomeLowLinesAndChineseNamesAreNames() throws IOException {
        write("带宽_1.json", file("带宽 1", "60"));

        awaitRevision("带宽_1", 1);
    }

    @Test
    void restartsMakeNothingTwiceAndUndoNothingThatPeopleDid() throws IOException {
        for (String name : List.of("kept", "paused", "ended", "deleted", "edited", "other")) {
            write(name + ".json", file(name, "60"));
            awaitRevision(name, 1);
        }
        watch.close();
        bed.tasks.turn("paused", TaskState.PAUSED, null, "ann");
        bed.tasks.turn("ended", TaskState.ENDED, null, "ann");
        bed.tasks.delete("deleted", null, "ann");
        bed.tasks.apply(bed.tasks.find("edited").orElseThrow().spec().withPeriod("90s"), null, "ann");
        write("other.json", file("other", "30"));

        watch = start();
        awaitRevision("other", 2);
        settle();

        assertThat(changes("kept")).containsExactly("created by legacy-tasks");
        assertThat(changes("paused")).containsExactly("created by legacy-tasks", "paused by ann");
        assertThat(changes("ended")).containsExactly("created by legacy-tasks", "ended by ann");
        assertThat(changes("deleted")).containsExactly("created by legacy-tasks", "deleted by ann");
        assertThat(changes("edited")).containsExactly("created by legacy-tasks", "changed by ann");
    }

    @Test
    void aFileThatComesAnewMakesItsTaskAnew() throws IOException {
        write("wan.json", file("wan", "60"));
        awaitRevision("wan", 1);
        Files.delete(folder.resolve("wan.json"));
        bed.tasks.delete("wan", null, "ann");
        settle();

        write("wan.json", file("wan", "60"));

        awaitRevision("wan", 3);
    }

    @Test
    void readsNoFileThatIsStillGrowing() throws IOException {
        watch.close();
        // As seldom as the product looks: two looks must not both fit in between two times that the file is touched.
        watch = new LegacyTasks(folder, bed.tasks, bed.reader(ZoneId.of("UTC")));
        Path growing = folder.resolve("wan.json");
        String whole = file("wan", "60");
        Files.writeString(growing, whole.substring(0, 50));
        Instant written = Instant.now();
        // Each look finds it younger, as one that is being written.
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            Files.setLastModifiedTime(growing, FileTime.from(Instant.now()));
            return Instant.now().isAfter(written.plusSeconds(3));
        });
        assertThat(watch.check().detail()).contains("1 files").doesNotContain("refused");

        write("wan.json", whole);

        awaitRevision("wan", 1);
    }

    @Test
    void tellsWhichFileAndFieldItRefuses() throws IOException {
        write("bad.json", file("bad", "0"));

        await().until(() -> watch.check()
                .detail()
                .contains("1 refused: bad.json: measurementPeriod: is not a whole number from 1"));
        assertThat(watch.check().up()).isTrue();

        write("bad.json", file("bad", "60"));
        awaitRevision("bad", 1);
        await().until(() -> !watch.check().detail().contains("refused"));
    }

    @Test
    void refusesWhatIsNoTaskFile() throws IOException {
        Path outside = Files.writeString(data.resolve("outside.json"), file("outside", "60"));
        Files.createSymbolicLink(folder.resolve("outside.json"), outside);
        Files.createSymbolicLink(folder.resolve("nowhere.json"), data.resolve("nothing"));
        Files.createDirectory(folder.resolve("folder.json"));
        write("huge.json", file("huge", "60") + " ".repeat(64 * 1024));
        write("other.json", file("name", "60"));
        write("python.json", "{'taskName': 'python'}");
        write("code.json", "__import__('os').system('touch /tmp/x')");
        write("twice.json", file("twice", "60").replace("{", "{\"taskName\":\"x\","));
        write("more.json", file("more", "60").replace("{", "{\"extra\":true,"));
        write("types.json", "{\"taskName\":{},\"testMembers\":\"a\",\"taskType\":null}");
        Files.write(folder.resolve("gbk.json"), new byte[] {'{', '"', (byte) 0xB4, (byte) 0xF8, '"', ':', '1', '}'});
        write(".hidden.json", file(".hidden", "60"));
        write("wan.json.tmp", file("wan", "60"));
        write("fine.json", file("fine", "60"));

        awaitRevision("fine", 1);
        await().until(() -> watch.check().detail().contains("11 refused"));

        assertThat(bed.tasks.all()).extracting(task -> task.name()).containsExactly("fine");
    }

    @Test
    void followsALinkWithinTheFolder() throws IOException {
        Path sub = Files.createDirectory(folder.resolve("releases"));
        Files.writeString(sub.resolve("wan-1"), file("wan", "60"));
        Files.createSymbolicLink(folder.resolve("wan.json"), Path.of("releases", "wan-1"));

        awaitRevision("wan", 1);
    }

    @Test
    void isDownWhileTheFolderIsGoneAndGoesOnAfterwards() throws IOException {
        Files.delete(folder);
        await().until(() -> !watch.check().up());
        assertThat(watch.check().detail()).contains("cannot look at " + folder);

        Files.createDirectory(folder);
        write("wan.json", file("wan", "60"));

        awaitRevision("wan", 1);
        assertThat(watch.check().up()).isTrue();
    }

    @Test
    void wantsAFolder() {
        assertThatThrownBy(() -> new LegacyTasks(data.resolve("none"), bed.tasks, bed.reader(ZoneId.of("UTC"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--legacy-tasks")
                .hasMessageContaining("is no folder");
    }

    private LegacyTasks start() {
        return new LegacyTasks(folder, bed.tasks, bed.reader(ZoneId.of("UTC")), Duration.ofMillis(100));
    }

    private void write(String name, String text) throws IOException {
        Path made = Files.writeString(data.resolve("made"), text, StandardCharsets.UTF_8);
        Files.move(made, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitRevision(String name, int revision) {
        await().until(() ->
                bed.tasks.find(name).filter(task -> task.revision() == revision).isPresent());
    }

    /** Whatever was there has been looked at once a file that came later is a task. */
    private void settle() throws IOException {
        String name = "settled-" + bed.tasks.all().size();
        write(name + ".json", file(name, "60"));
        awaitRevision(name, 1);
    }

    private List<String> changes(String name) {
        return bed.tasks.revisions(name).stream()
                .map((TaskRevision revision) -> revision.change() + " by " + revision.by())
                .toList();
    }

    private static String file(String name, String period) {
        return """
                {
                  "taskName": "%s",
                  "taskDescription": "",
                  "taskType": "Basic",
                  "testMembers": [
                    "192.0.2.1",
                    "192.0.2.9"
                  ],
                  "taskStartTime": "2030-01-02T03:04",
                  "taskEndTime": "2030-01-02T05:04",
                  "measurementPeriod": "%s",
                  "measurementPeriodUnit": "seconds"
                }""".formatted(name, period);
    }
}
