// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

/** Why a push, or one series of it, is not taken. */
enum Refusal {
    TOO_LARGE("body", "too large"),
    UNREADABLE("body", "unreadable"),
    NO_SUCH_TASK("job", "no such task"),
    NOT_RUNNING("job", "task does not run"),
    NO_OLD_NODES("job", "task without old nodes"),
    NO_PATH("sip, dip", "not measured by an old node"),
    NO_SUCH_METRIC("metric", "no such metric"),
    BAD_VALUE("value", "impossible value"),
    TWICE("series", "told twice"),
    TOO_OFTEN("series", "too often");

    private final String field;
    private final String words;

    Refusal(String field, String words) {
        this.field = field;
        this.words = words;
    }

    /** What of the push is at fault. */
    String field() {
        return field;
    }

    /** For people, in a few words. */
    String words() {
        return words;
    }
}
