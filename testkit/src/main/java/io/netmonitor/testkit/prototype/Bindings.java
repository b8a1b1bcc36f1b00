// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the fields of a transcript stand for in one replay. Used by one thread. */
final class Bindings {
    private static final long NOW_TOLERANCE_US = 3_600_000_000L;

    private final Map<String, byte[]> bound = new HashMap<>();

    Bindings(Map<String, String> given) {
        given.forEach((name, text) -> bound.put(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A copy, to go back to. */
    Map<String, byte[]> state() {
        return new HashMap<>(bound);
    }

    void goBackTo(Map<String, byte[]> state) {
        bound.clear();
        bound.putAll(state);
    }

    /** A character for each octet. */
    Map<String, String> seen() {
        Map<String, String> seen = new HashMap<>();
        bound.forEach((name, octets) -> seen.put(name, new String(octets, StandardCharsets.ISO_8859_1)));
        return Map.copyOf(seen);
    }

    /** The octets to say; fields that are not bound yet are. */
    byte[] say(List<Piece> pieces, int number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            out.writeBytes(
                    switch (piece) {
                        case Piece.Literal literal -> literal.bytes();
                        case Piece.Field field -> value(field, number);
                        case Piece.Text text -> value(text);
                        case Piece.Filler filler -> new byte[filler.bytes()];
                    });
        }
        return out.toByteArray();
    }

    byte[] value(Piece.Field field, int number) {
        byte[] known = bound.get(field.name());
        if (known != null) {
            return known;
        }
        byte[] made = made(field, number);
        bind(field.name(), made);
        return made;
    }

    private static byte[] made(Piece.Field field, int number) {
        String played = field.played();
        if (played == null) {
            return new byte[field.bytes()];
        }
        return switch (played) {
            case "now" ->
                Structure.empty(field.bytes()).putLong(Structure.nowUs()).array();
            case "next" -> Structure.empty(field.bytes()).putInt(number).array();
            case "random" ->
                Structure.empty(field.bytes())
                        .putLong(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))
                        .array();
            default -> HexFormat.of().parseHex(played);
        };
    }

    private byte[] value(Piece.Text text) {
        byte[] known = bound.get(text.name());
        if (known == null) {
            String played = requireNonNull(text.played(), text.name() + " has to be given");
            known = played.getBytes(StandardCharsets.UTF_8);
            bind(text.name(), known);
        }
        return known;
    }

    private void bind(String name, byte[] octets) {
        if (!name.startsWith(Piece.ANYTHING)) {
            bound.put(name, octets);
        }
    }

    /** Says what is wrong; null when the octets are as they should be, and then their fields are bound. */
    @Nullable
    String check(List<Piece> pieces, byte[] octets, int number) {
        List<Piece> open = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        for (Piece piece : pieces) {
            pattern.append(
                    switch (piece) {
                        case Piece.Literal literal -> quoted(literal.bytes());
                        case Piece.Field field -> pattern(piece, field.name(), "(.{" + field.bytes() + "})", open);
                        case Piece.Text text -> pattern(piece, text.name(), "(.*?)", open);
                        case Piece.Filler _ -> ".*";
                    });
        }
        Matcher matcher = Pattern.compile(pattern.toString(), Pattern.DOTALL)
                .matcher(new String(octets, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            return "has " + describe(octets) + " where the transcript wants " + wanted(pieces);
        }
        for (int i = 0; i < open.size(); i++) {
            byte[] value = matcher.group(i + 1).getBytes(StandardCharsets.ISO_8859_1);
            String fault = take(open.get(i), value, number);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    /** The octets that are known, or a group that is taken afterwards. */
    private String pattern(Piece piece, String name, String group, List<Piece> open) {
        byte[] known = bound.get(name);
        if (known != null) {
            return quoted(known);
        }
        open.add(piece);
        return group;
    }

    private static String quoted(byte[] octets) {
        return Pattern.quote(new String(octets, StandardCharsets.ISO_8859_1));
    }

    private @Nullable String take(Piece piece, byte[] value, int number) {
        String name = "";
        if (piece instanceof Piece.Text text) {
            name = text.name();
        } else if (piece instanceof Piece.Field field) {
            name = field.name();
            if ("next".equals(field.played()) && Structure.of(value).getInt() != number) {
                return name + " is " + Structure.of(value).getInt() + " where " + number + " comes next";
            }
            if ("now".equals(field.played())
                    && Math.abs(Structure.of(value).getLong() - Structure.nowUs()) > NOW_TOLERANCE_US) {
                return name + " is no time of today in microseconds: "
                        + Structure.of(value).getLong();
            }
        }
        byte[] known = bound.get(name);
        if (known != null && !Arrays.equals(known, value)) {
            return name + " is " + describe(value) + " and was " + describe(known);
        }
        bind(name, value);
        return null;
    }

    private String wanted(List<Piece> pieces) {
        StringBuilder wanted = new StringBuilder();
        for (Piece piece : pieces) {
            wanted.append(
                    switch (piece) {
                        case Piece.Literal literal -> describe(literal.bytes());
                        case Piece.Field field -> "<" + field.name() + ":" + field.bytes() + ">" + known(field.name());
                        case Piece.Text text -> "<" + text.name() + ">" + known(text.name());
                        case Piece.Filler _ -> "<*>";
                    });
            wanted.append(' ');
        }
        return wanted.toString().strip();
    }

    private String known(String name) {
        byte[] known = bound.get(name);
        return known == null ? "" : "=" + describe(known);
    }

    /** Printable text in quotes, anything else as hex. */
    static String describe(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        boolean printable =
                octets.length > 0 && text.chars().allMatch(c -> c == '\n' || c == '\r' || (c >= ' ' && c != '\uFFFD'));
        return printable
                ? '"' + text.replace("\r", "\\r").replace("\n", "\\n") + '"'
                : HexFormat.ofDelimiter(" ").formatHex(octets);
    }
}
