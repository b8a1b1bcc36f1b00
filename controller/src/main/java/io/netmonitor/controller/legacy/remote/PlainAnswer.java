// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.remote;

import io.javalin.http.Context;
import io.netmonitor.core.Fault;
import io.netmonitor.core.outside.OutsideText;
import java.util.List;
import java.util.stream.Collectors;

/** Answers as the prototype's peers read them: text, of a few lines. */
public final class PlainAnswer {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final int MAX_FAULTS = 20;

    private PlainAnswer() {}

    /** Answers a request. */
    public static void send(Context context, int status, String text) {
        context.header("Cache-Control", "no-store");
        context.status(status).contentType(TEXT).result(text);
    }

    /** One line for each fault, whatever was sent. */
    public static String text(List<Fault> faults) {
        String lines = faults.stream()
                .limit(MAX_FAULTS)
                .map(fault -> OutsideText.brief(fault.toString(), 2 * OutsideText.BRIEF))
                .collect(Collectors.joining("\n"));
        int more = faults.size() - MAX_FAULTS;
        return more > 0 ? lines + "\nand " + more + " more" : lines;
    }
}
