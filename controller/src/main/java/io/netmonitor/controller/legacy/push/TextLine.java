// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.outside.OutsideText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One sample of the text format: {@code name{label="value",…} 1.5e+06 1700000000000}.
 *
 * @param labels value by name; may be empty
 */
record TextLine(String name, Map<String, String> labels, double value) {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,4})?");

    TextLine {
        labels = Map.copyOf(labels);
    }

    /**
     * Reads a line.
     *
     * @param number of the line, from 1
     */
    static TextLine of(String line, int number) throws RefusedException {
        return new Cursor(line, number).read();
    }

    /** Goes along the line. */
    private static final class Cursor {
        private final String line;
        private final int number;
        private int at;

        Cursor(String line, int number) {
            this.line = line;
            this.number = number;
        }

        TextLine read() throws RefusedException {
            String name = word(true);
            skipBlanks();
            Map<String, String> labels = new HashMap<>();
            if (isAt('{')) {
                at++;
                readLabels(labels);
            }
            String[] rest = line.substring(at).strip().split("[ \t]+", -1);
            if (rest.length > 2 || (rest.length == 2 && !rest[1].matches("-?\\d{1,19}"))) {
                throw fault("ends with more than a value and a time");
            }
            return new TextLine(name, labels, value(rest[0]));
        }

        private void readLabels(Map<String, String> labels) throws RefusedException {
            skipBlanks();
            while (!isAt('}')) {
                String label = word(false);
                skipBlanks();
                expect('=');
                skipBlanks();
                expect('"');
                if (labels.put(label, quoted()) != null) {
                    throw fault("has a label twice");
                }
                skipBlanks();
                if (!isAt('}')) {
                    expect(',');
                    skipBlanks();
                }
            }
            at++;
        }

        private String word(boolean colons) throws RefusedException {
            int start = at;
            while (at < line.length() && isPartOfName(line.charAt(at), at > start, colons)) {
                at++;
            }
            if (at == start) {
                throw fault("has no name where one belongs");
            }
            return line.substring(start, at);
        }

        private static boolean isPartOfName(char character, boolean digits, boolean colons) {
            return (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || character == '_'
                    || (colons && character == ':')
                    || (digits && character >= '0' && character <= '9');
        }

        /** After the opening quotation mark, up to behind the closing one. */
        private String quoted() throws RefusedException {
            StringBuilder text = new StringBuilder();
            while (at < line.length() && !isAt('"')) {
                char character = line.charAt(at++);
                if (character != '\\') {
                    text.append(character);
                    continue;
                }
                char escaped = at < line.length() ? line.charAt(at++) : ' ';
                switch (escaped) {
                    case 'n' -> text.append('\n');
                    case '\\', '"' -> text.append(escaped);
                    default -> throw fault("has an escape that is none");
                }
            }
            expect('"');
            return text.toString();
        }

        private double value(String text) throws RefusedException {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan" -> Double.NaN;
                case "inf", "+inf" -> Double.POSITIVE_INFINITY;
                case "-inf" -> Double.NEGATIVE_INFINITY;
                default -> {
                    if (!NUMBER.matcher(text).matches()) {
                        throw fault("has no number where one belongs");
                    }
                    yield Double.parseDouble(text);
                }
            };
        }

        private void expect(char character) throws RefusedException {
            if (!isAt(character)) {
                throw fault("has no " + character + " where one belongs");
            }
            at++;
        }

        private boolean isAt(char character) {
            return at < line.length() && line.charAt(at) == character;
        }

        private void skipBlanks() {
            while (isAt(' ') || isAt('\t')) {
                at++;
            }
        }

        private RefusedException fault(String what) {
            return new RefusedException(
                    Refusal.UNREADABLE,
                    "has a line that " + what + ": line " + number + ", " + OutsideText.brief(line));
        }
    }
}
