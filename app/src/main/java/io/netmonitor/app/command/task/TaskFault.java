// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command.task;

/**
 * One thing that is wrong with a task in a file, as people read it: {@code wan.yaml:7: task wan: period: is missing}.
 *
 * @param file as it was named
 * @param line in it, from 1; 0 when it has none
 * @param task which of its tasks; empty when it is the file that is wrong
 * @param field which of the task's fields, dotted; empty when it is the task that is wrong
 * @param message what is wrong
 */
record TaskFault(String file, int line, String task, String field, String message) {
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": "
                + (task.isEmpty() ? "" : "task " + task + ": ")
                + (field.isEmpty() ? "" : field + ": ")
                + message;
    }
}
