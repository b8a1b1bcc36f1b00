// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.perftrace;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Prints a Basic measurement as the prototype did, since scripts read it with regular expressions: delays and jitter in
 * milliseconds, loss in percent.
 *
 * <pre>
 * Two way delay:
 *     min/aver/max = 0.095/0.147/0.388 ms
 * </pre>
 */
final class BasicText {
    private static final String RULE = "===============================================\n";
    private static final String FORWARD = "    Source->Dest: ";
    private static final String BACKWARD = "    Dest->Source: ";

    private BasicText() {}

    static void print(BasicFigures figures, PrintWriter out) {
        out.print(delays(figures));
        out.print(RULE
                + "Two way jitter:\n    " + jitter(figures.roundTrip())
                + "One way jitter:\n"
                + FORWARD + jitter(figures.forward())
                + BACKWARD + jitter(figures.backward())
                + RULE
                + "Two way packet loss rate:\n    " + percent(figures.roundTripLoss())
                + "One way packet loss rate:\n"
                + FORWARD + percent(figures.forwardLoss())
                + BACKWARD + percent(figures.backwardLoss())
                + RULE);
    }

    private static String delays(BasicFigures figures) {
        Delay forward = figures.forward();
        Delay backward = figures.backward();
        Delay roundTrip = figures.roundTrip();
        if (forward == null || backward == null || roundTrip == null) {
            return "All probe packets are lost\n";
        }
        return "Two way delay:\n    " + delay(roundTrip)
                + "One way delay:\n"
                + FORWARD + delay(forward)
                + BACKWARD + delay(backward);
    }

    private static String delay(Delay delay) {
        return "min/aver/max = " + ms(delay.min()) + "/" + ms(delay.mean()) + "/" + ms(delay.max()) + " ms\n";
    }

    /** Scripts expect the line whether or not there is a delay to vary. */
    private static String jitter(@Nullable Delay delay) {
        return ms(delay == null ? 0 : delay.jitter()) + " ms\n";
    }

    private static String ms(double us) {
        return Fixed.of(us / 1_000, 3);
    }

    private static String percent(double loss) {
        return Fixed.of(loss * 100, 2) + "%\n";
    }
}
