// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Writes tasks of the API as a person would have written them: YAML that {@code task apply} takes back. */
final class TaskYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .stringQuotingChecker(new Quotes())
                    .build())
            .build();

    private TaskYaml() {}

    /** One document for each task, with what the controller keeps beside it left out. */
    static String write(List<JsonNode> tasks) {
        return tasks.isEmpty()
                ? "# There is no task.\n"
                : tasks.stream()
                        .map(TaskYaml::spec)
                        .map(YAML::writeValueAsString)
                        .collect(Collectors.joining());
    }

    private static ObjectNode spec(JsonNode task) {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        for (String key : TaskDocument.allKeys()) {
            JsonNode value = task.path(key);
            if (!value.isMissingNode() && !value.isNull() && !(key.equals("pairs") && value.isEmpty())) {
                spec.set(key, value);
            }
        }
        return spec;
    }

    /** Bare is only what no reader of YAML, of whatever version, takes for anything but text. */
    private static final class Quotes extends StringQuotingChecker {
        private static final long serialVersionUID = 1;
        private static final Pattern WORDS =
                Pattern.compile("\\p{L}[\\p{L}\\p{N}._/-]*(?: [\\p{L}\\p{N}(][\\p{L}\\p{N}._/()-]*)*");
        private static final Pattern DURATION = Pattern.compile("\\d{1,19}(?:ns|us|ms|s|m|h|d)");

        @Override
        public boolean needToQuoteName(String name) {
            return isReservedKeyword(name) || !WORDS.matcher(name).matches();
        }

        @Override
        public boolean needToQuoteValue(String value) {
            return needToQuoteName(value) && !DURATION.matcher(value).matches();
        }
    }
}
