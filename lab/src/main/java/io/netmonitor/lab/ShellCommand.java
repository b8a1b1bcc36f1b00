// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command with its arguments. Its text can be pasted into a POSIX shell.
 *
 * @param words the program and its arguments, as the program gets them
 */
public record ShellCommand(List<String> words) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final int MAX_OUTPUT_BYTES = 65_536;
    private static final int TIMEOUT_S = 30;

    public ShellCommand {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("command without a word");
        }
    }

    /** A command from a line without quotes: the words are what stands between spaces. */
    static ShellCommand of(String line) {
        return new ShellCommand(List.of(line.split(" ", -1)));
    }

    /** The line to type, with quotes where a shell needs them. */
    @Override
    public String toString() {
        return words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
    }

    /**
     * Runs it to its end and returns what it printed on both outputs.
     *
     * @throws LabException when it cannot be started, does not end within 30 s, or exits with another code than 0
     */
    String run() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new LabException("`" + this + "` cannot be started: " + e.getMessage());
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                throw new LabException("`" + this + "` did not end within " + TIMEOUT_S + " s");
            }
            if (process.exitValue() != 0) {
                throw new LabException("`" + this + "` failed (exit " + process.exitValue() + "): "
                        + output.strip().replaceAll("\\s*\\R\\s*", "; "));
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
