// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Findings for people: a line each, then the commands that mend them, then a count. Used by one thread. */
final class DoctorText {
    private static final int MARK_WIDTH = 4;

    private final PrintWriter out;
    private final boolean colours;

    /** @param colours whether marks are coloured, for terminals */
    DoctorText(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void print(List<Finding> findings) {
        int width = findings.stream().mapToInt(f -> f.name().length()).max().orElse(0);
        for (Finding finding : findings) {
            String name = finding.name();
            out.println(
                    mark(finding.verdict()) + "  " + name + " ".repeat(width - name.length() + 2) + finding.words());
        }
        List<Finding> mendable =
                findings.stream().filter(f -> !f.remedies().isEmpty()).toList();
        if (!mendable.isEmpty()) {
            out.println();
            out.println("To mend it or look closer, as root (nothing has been changed):");
            for (Finding finding : mendable) {
                out.println("  " + finding.name());
                finding.remedies().forEach(remedy -> out.println("    " + remedy));
            }
        }
        out.println();
        out.println(count(findings));
        out.flush();
    }

    private String mark(Verdict verdict) {
        String mark = verdict.mark();
        String padding = " ".repeat(MARK_WIDTH - mark.length());
        return colours ? "\u001b[" + verdict.colour() + "m" + mark + "\u001b[m" + padding : mark + padding;
    }

    /** {@code 12 ok, 2 warn, 1 bad}; what there is none of is not named. */
    private static String count(List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long number = findings.stream().filter(f -> f.verdict() == verdict).count();
            if (number > 0) {
                parts.add(number + " " + verdict.label());
            }
        }
        return String.join(", ", parts);
    }
}
