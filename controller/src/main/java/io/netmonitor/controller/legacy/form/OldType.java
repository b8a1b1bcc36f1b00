// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import java.util.Arrays;
import java.util.Optional;

/** The types of measurements that the prototype knows. */
enum OldType {
    BASIC("Basic", "basic"),
    BANDWIDTH("AB", "bandwidth");

    private final String word;
    private final String kind;

    OldType(String word, String kind) {
        this.word = word;
        this.kind = kind;
    }

    /** As the prototype writes it. */
    String word() {
        return word;
    }

    /** The kind that tasks of ours name. */
    String kind() {
        return kind;
    }

    static Optional<OldType> written(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static Optional<OldType> ofKind(String kind) {
        return Arrays.stream(values()).filter(type -> type.kind.equals(kind)).findFirst();
    }
}
