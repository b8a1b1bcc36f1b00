// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskFileTest {
    @TempDir
    private Path folder;

    private static List<String> faults(String text) {
        TaskFile file = TaskFile.parse("t.yaml", text);
        return Stream.concat(file.documents().stream().flatMap(task -> task.faults().stream()), file.faults().stream())
                .map(TaskFault::toString)
                .toList();
    }

    @Test
    void namesTheLineOfWhatIsNeitherYamlNorJson() {
        assertThat(faults("name: wan\nmembers: [*]\n"))
                .singleElement()
                .asString()
                .startsWith("t.yaml:2: is neither YAML nor JSON: ");
    }

    @Test
    void keepsTheTasksBeforeABrokenOne() {
        TaskFile file = TaskFile.parse("t.yaml", "name: wan\n---\nname: [\n");

        assertThat(file.documents())
                .singleElement()
                .extracting(TaskDocument::name)
                .isEqualTo("wan");
        assertThat(file.faults()).hasSize(1);
    }

    @Test
    void findsLikeKeysAndAliasesAndWhatIsNoTask() {
        assertThat(faults("name: wan\nperiod: 1m\nsettings:\n  count: 1\n  count: 2\nperiod: 2m\n"))
                .containsExactly(
                        "t.yaml:5: task wan: settings.count: is there twice, first on line 4",
                        "t.yaml:6: task wan: period: is there twice, first on line 2");
        assertThat(faults("name: &n wan\ntitle: *n\n"))
                .containsExactly(
                        "t.yaml:2: task wan: title: is an alias of YAML, *n; write out what it stands for, or put"
                                + " it in quotes");
        assertThat(faults("- name: wan\n- 7\n")).containsExactly("t.yaml:2: is not a task but 7");
        assertThat(faults("\n---\n# nothing\n")).containsExactly("t.yaml: has no task in it");
    }

    @Test
    void saysWhoseTheKeysOfTheControllerAre() {
        assertThat(faults("name: wan\nrevision: 3\n"))
                .containsExactly(
                        "t.yaml:2: task wan: revision: is the controller's to say; leave it out, as task export does");
    }

    @Test
    void wantsANameThatCanStandInAUrl() {
        assertThat(faults("kind: basic\n")).containsExactly("t.yaml:1: task #1: name: is missing");
        assertThat(faults("name: ..\n"))
                .containsExactly("t.yaml:1: task ..: name: has a slash or backslash, or is . or ..: ..");
        assertThat(faults("name: a/b\n")).hasSize(1);
    }

    @Test
    void wantsTimesAsText() {
        assertThat(faults("name: wan\nstart: 2026\nzone: 8\n"))
                .containsExactly(
                        "t.yaml:2: task wan: start: is not text such as 2026-12-01T08:00: 2026",
                        "t.yaml:3: task wan: zone: is not text such as Asia/Shanghai: 8");
    }

    @Test
    void refusesFilesThatAreTooLongOrNoText() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, 0});
        Path large = Files.write(folder.resolve("large"), new byte[1024 * 1024 + 1]);

        assertThat(TaskFile.read(binary.toString()).faults())
                .containsExactly(new TaskFault(binary.toString(), 0, "", "", "is not text in UTF-8"));
        assertThat(TaskFile.read(large.toString()).faults())
                .containsExactly(new TaskFault(large.toString(), 0, "", "", "is larger than 1048576 bytes"));
    }

    @Property(tries = 2_000)
    void givesTasksOrFaultsWhateverIsWritten(@ForAll("writings") String text) {
        TaskFile file = TaskFile.parse("t.yaml", text);

        assertThat(file.documents().size() + file.faults().size()).isPositive();
    }

    @Provide
    Arbitrary<String> writings() {
        Arbitrary<String> parts = Arbitraries.of(
                "name: ",
                "wan",
                "\n",
                "  ",
                "- ",
                "---\n",
                "...\n",
                "{",
                "}",
                "[",
                "]",
                "*a",
                "&a ",
                ": ",
                "\"",
                "'",
                "|\n",
                "!!int ",
                "? ",
                "<<: ",
                "%YAML 1.1\n",
                "~",
                ".inf",
                "1e999",
                "0x1F",
                "\t",
                "#",
                "settings:\n  a: 1\n");
        return parts.list().ofMaxSize(12).map(words -> String.join("", words));
    }
}
