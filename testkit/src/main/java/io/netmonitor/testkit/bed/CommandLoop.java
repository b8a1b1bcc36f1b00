// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.bed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The child's side of {@link Servant}: answers each line of the standard input with a line of JSON, until the input ends
 * or says {@code stop}. Used by one thread.
 */
final class CommandLoop {
    private CommandLoop() {}

    /** What answers the lines that do more than stop. */
    @FunctionalInterface
    interface Answers {
        /** An IllegalArgumentException is an answer, too. */
        String to(String[] words);
    }

    /** Says that all is ready with a greeting, which is JSON. */
    static void serve(String greeting, Answers answers) throws IOException {
        System.out.println(greeting);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("stop"); line = input.readLine()) {
            System.out.println(answer(line, answers));
        }
    }

    /** Answers {@code count FROM TO}. */
    static String count(SendLog log, String[] words) {
        Traffic sent = log.between(Long.parseLong(words[1]), Long.parseLong(words[2]));
        return "{\"packets\":" + sent.packets() + ",\"wireBytes\":" + sent.wireBytes() + "}";
    }

    /** Answers {@code count}, {@code gaps} and {@code rate}. */
    static String command(PacedSender sender, String[] words) {
        return switch (words[0]) {
            case "count" -> count(sender.log(), words);
            case "gaps" ->
                sender.log()
                        .gaps(Long.parseLong(words[1]), Long.parseLong(words[2]))
                        .json();
            case "rate" -> {
                sender.change(Order.parse(words));
                yield "{\"nanoTime\":" + System.nanoTime() + "}";
            }
            default -> throw new IllegalArgumentException("no such command: " + words[0]);
        };
    }

    private static String answer(String line, Answers answers) {
        try {
            return answers.to(line.split(" ", -1));
        } catch (IllegalArgumentException e) {
            return "{\"error\":\"" + String.valueOf(e.getMessage()).replace('"', '\'') + "\"}";
        } catch (IndexOutOfBoundsException e) {
            return "{\"error\":\"too few words: " + line.replace('"', '\'') + "\"}";
        }
    }
}
