// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.prototype;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the files that {@link Transcript} describes. Used once, by one thread. */
final class TranscriptParser {
    private static final Pattern PIECE = Pattern.compile("\\s*(?:"
            + "(?<comment>#.*)"
            + "|\"(?<text>(?:[^\"\\\\]|\\\\.)*)\""
            + "|(?<hex>[0-9a-f]{2})(?![^\\s#])"
            + "|(?<many>x)?<(?<name>\\w+):(?<bytes>\\d+)(?:=(?<value>\\w+))?>"
            + "|<(?<free>\\w+)(?:=\"(?<words>(?:[^\"\\\\]|\\\\.)*)\")?>"
            + "|<\\*(?<filler>\\d+)>"
            + ")\\s*");

    private final String name;
    private final List<Step> steps = new ArrayList<>();
    private final List<Piece> body = new ArrayList<>();
    private @Nullable List<Step> repeated;
    private int times;
    private String opener = "";
    private String answerer = "";

    TranscriptParser(String name) {
        this.name = name;
    }

    Transcript parse(String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            List<Piece> pieces = new ArrayList<>();
            String[] words = lines.get(i).strip().split("\\s+", 3);
            if (words[0].isEmpty() || words[0].startsWith("#")) {
                continue;
            }
            if (words.length > 2) {
                readPieces(words, first + 1, pieces);
            }
            while (i + 1 < lines.size() && lines.get(i + 1).startsWith(" ")) {
                i++;
                readPieces(lines.get(i), i + 1, pieces);
            }
            take(first + 1, words, pieces);
        }
        if (repeated != null || opener.isEmpty()) {
            throw bad(lines.size(), "repeat without again, or no sides");
        }
        return new Transcript(name, opener, answerer, steps, body);
    }

    private void readPieces(String[] words, int line, List<Piece> pieces) {
        if (List.of("tcp", "udp", "body").contains(words[1])) {
            readPieces(words[2], line, pieces);
        }
    }

    private void readPieces(String text, int line, List<Piece> pieces) {
        Matcher matcher = PIECE.matcher(text);
        for (int at = 0; at < text.length(); at = matcher.end()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw bad(line, "not understood: " + text.substring(at));
            }
            Piece piece = piece(matcher);
            if (piece != null) {
                pieces.add(piece);
            }
        }
    }

    private static @Nullable Piece piece(Matcher matcher) {
        if (matcher.group("text") != null) {
            return Piece.Literal.of(unescape(matcher.group("text")).getBytes(StandardCharsets.UTF_8));
        }
        if (matcher.group("hex") != null) {
            return Piece.Literal.of(HexFormat.of().parseHex(matcher.group("hex")));
        }
        if (matcher.group("name") != null) {
            String many = matcher.group("many") == null ? "" : "x";
            return new Piece.Field(
                    many + matcher.group("name"), Integer.parseInt(matcher.group("bytes")), matcher.group("value"));
        }
        if (matcher.group("free") != null) {
            String words = matcher.group("words");
            return new Piece.Text(matcher.group("free"), words == null ? null : unescape(words));
        }
        return matcher.group("filler") == null ? null : new Piece.Filler(Integer.parseInt(matcher.group("filler")));
    }

    private static String unescape(String text) {
        return text.translateEscapes();
    }

    private void take(int line, String[] words, List<Piece> pieces) {
        switch (words[0]) {
            case "sides" -> {
                opener = words[1];
                answerer = words[2].replaceFirst("#.*", "").strip();
            }
            case "repeat" -> {
                times = Integer.parseInt(words[1]);
                repeated = new ArrayList<>();
            }
            case "again" -> {
                steps.add(new Step.Repeats(line, times, List.copyOf(requireNonNull(repeated, "repeat"))));
                repeated = null;
            }
            default -> add(repeated == null ? steps : repeated, step(line, words, pieces));
        }
    }

    /** What one side writes to the connection without an answer in between is one message, however it is cut. */
    private static void add(List<Step> list, Step step) {
        if (step instanceof Step.Says next
                && !next.udp()
                && !list.isEmpty()
                && list.getLast() instanceof Step.Says before
                && !before.udp()
                && before.side().equals(next.side())) {
            List<Piece> joined = new ArrayList<>(before.pieces());
            joined.addAll(next.pieces());
            list.removeLast();
            list.add(new Step.Says(before.line(), before.side(), false, joined));
        } else {
            list.add(step);
        }
    }

    private Step step(int line, String[] words, List<Piece> pieces) {
        String side = words[0];
        if (!side.equals(opener) && !side.equals(answerer)) {
            throw bad(line, "no side: " + side);
        }
        return switch (words[1]) {
            case "tcp" -> new Step.Says(line, side, false, pieces);
            case "body" -> {
                body.addAll(pieces);
                yield new Step.Says(line, side, false, pieces);
            }
            case "udp" -> datagrams(line, side, pieces);
            case "waits" ->
                new Step.Waits(
                        line,
                        side,
                        Integer.parseInt(words[2].replaceFirst("#.*", "").strip()));
            case "closes" -> new Step.Closes(line, side);
            default -> throw bad(line, "no deed: " + words[1]);
        };
    }

    private static Step datagrams(int line, String side, List<Piece> pieces) {
        if (pieces.getFirst() instanceof Piece.Field field && field.name().startsWith("x")) {
            Piece.Field count = new Piece.Field(field.name().substring(1), field.bytes(), field.played());
            return new Step.Burst(line, side, count, pieces.subList(1, pieces.size()));
        }
        return new Step.Says(line, side, true, pieces);
    }

    private IllegalArgumentException bad(int line, String what) {
        return new IllegalArgumentException(name + ".txt line " + line + ": " + what);
    }
}
