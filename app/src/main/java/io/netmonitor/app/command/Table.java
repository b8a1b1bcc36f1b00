// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.io.PrintWriter;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for terminals: columns as wide as their widest cell. Used by one thread. */
public final class Table {
    private static final int GAP = 2;
    /** No column is made narrower than this. */
    private static final int LEAST = 8;

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(headings);
    }

    /** Adds a row with a cell for each heading. */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(Printable::of).toArray(String[]::new));
    }

    /** Prints it as wide as it is. */
    public void print(PrintWriter out) {
        print(out, widths());
    }

    /** Prints it no wider than this many columns of the screen: the widest cells are cut. */
    public void print(PrintWriter out, int columns) {
        int[] widths = widths();
        int excess = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - columns;
        for (; excess > 0; excess--) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= LEAST) {
                break;
            }
            widths[widest]--;
        }
        print(out, widths);
    }

    private int[] widths() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        return widths;
    }

    private void print(PrintWriter out, int[] widths) {
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = cut(row[i], widths[i]);
                line.append(cell).repeat(' ', widths[i] - width(cell) + GAP);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private static String cut(String cell, int width) {
        if (width(cell) <= width) {
            return cell;
        }
        StringBuilder kept = new StringBuilder();
        int left = width - 1;
        for (int point : cell.codePoints().toArray()) {
            left -= width(point);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append('…').toString();
    }

    /** How many columns of the screen a text takes. */
    static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    private static int width(int codePoint) {
        if ((codePoint >= 0x3000 && codePoint <= 0x303F) || (codePoint >= 0xFF01 && codePoint <= 0xFF60)) {
            return 2;
        }
        return switch (UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> 2;
            default -> 1;
        };
    }
}
