// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Tasks in a file, YAML or JSON (which is YAML too), one or many documents. */
final class TaskFile {
    private static final int MAX_BYTES = 1024 * 1024;

    private TaskFile() {}

    /**
     * Reads the tasks.
     *
     * @throws IOException when the file cannot be read
     * @throws InvalidInputException naming the place of a fault
     */
    static List<TaskSpec> read(Path file) throws IOException {
        String text = text(file);
        List<TaskSpec> tasks = new ArrayList<>();
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document != null && !document.isNull() && !document.isMissingNode()) {
                    tasks.add(Json.convertStrictly(document, TaskSpec.class));
                }
            }
        } catch (JacksonException e) {
            throw new InvalidInputException(
                    file.toString(),
                    "is neither YAML nor JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse("")
                            + (e.getLocation() == null
                                    ? ""
                                    : " (line " + e.getLocation().getLineNr() + ")"));
        }
        if (tasks.isEmpty()) {
            throw new InvalidInputException(file.toString(), "has no task in it");
        }
        return tasks;
    }

    private static String text(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new InvalidInputException(file.toString(), "is larger than " + MAX_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        }
    }
}
