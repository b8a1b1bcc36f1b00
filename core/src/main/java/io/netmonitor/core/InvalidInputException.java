// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core;

import java.util.List;
import java.util.stream.Collectors;

/** An input from outside was refused. It names every fault at once, so that nobody has to mend one field at a time. */
public final class InvalidInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    public InvalidInputException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public InvalidInputException(String field, String message) {
        this(List.of(new Fault(field, message)));
    }

    /** Every fault found, in the order of the fields. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * Does nothing when there are no faults.
     *
     * @throws InvalidInputException naming all of them, when there are
     */
    public static void throwIfAny(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }
}
