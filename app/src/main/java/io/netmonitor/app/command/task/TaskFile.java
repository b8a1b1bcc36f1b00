// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Tasks in a file, YAML or JSON (which is YAML too): one or many documents, each a task or a list of tasks.
 *
 * @param documents the tasks, as far as the file can be read
 * @param faults what is wrong with the file; what is wrong with a task, that task knows
 */
record TaskFile(List<TaskDocument> documents, List<TaskFault> faults) {
    /** Stands for standard input, where a file is named. */
    static final String STANDARD_INPUT = "-";

    private static final int MAX_BYTES = 1024 * 1024;
    private static final YAMLMapper YAML = new YAMLMapper();

    TaskFile {
        documents = List.copyOf(documents);
        faults = List.copyOf(faults);
    }

    /**
     * Reads a file.
     *
     * @param name its path, or {@code -}
     * @throws IOException when it cannot be read
     */
    static TaskFile read(String name) throws IOException {
        boolean standardInput = name.equals(STANDARD_INPUT);
        String shown = standardInput ? "standard input" : name;
        byte[] bytes = standardInput ? System.in.readNBytes(MAX_BYTES + 1) : bytes(Path.of(name));
        if (bytes.length > MAX_BYTES) {
            return new TaskFile(List.of(), List.of(fault(shown, 0, "is larger than " + MAX_BYTES + " bytes")));
        }
        try {
            return parse(
                    shown,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return new TaskFile(List.of(), List.of(fault(shown, 0, "is not text in UTF-8")));
        }
    }

    /** Reads what is in a file. */
    static TaskFile parse(String name, String text) {
        List<TaskDocument> documents = new ArrayList<>();
        List<TaskFault> faults = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        add(name, new TaskTree(parser), documents, faults);
                    }
                } else if (!isNothing(parser)) {
                    add(name, new TaskTree(parser), documents, faults);
                }
            }
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            faults.add(fault(name, line, "is neither YAML nor JSON: " + cause(e)));
        }
        if (documents.isEmpty() && faults.isEmpty()) {
            faults.add(fault(name, 0, "has no task in it"));
        }
        return new TaskFile(documents, faults);
    }

    /** An empty document. */
    private static boolean isNothing(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NULL
                || (parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.getString().isEmpty());
    }

    private static void add(String name, TaskTree tree, List<TaskDocument> documents, List<TaskFault> faults) {
        if (tree.root().isObject()) {
            documents.add(new TaskDocument(name, documents.size() + 1, tree));
        } else {
            faults.add(fault(name, tree.line(""), "is not a task but " + tree.root()));
        }
    }

    private static String cause(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static TaskFault fault(String name, int line, String message) {
        return new TaskFault(name, line, "", "", message);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
