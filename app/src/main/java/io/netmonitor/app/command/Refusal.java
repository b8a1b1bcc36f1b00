// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import io.netmonitor.core.Fault;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The controller answered, and the answer was no. */
public final class Refusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Fault> faults;

    /**
     * A refusal.
     *
     * @param status of HTTP, 400 or more
     * @param title what sort of problem it is
     * @param faults every faulty field, may be empty
     */
    Refusal(int status, String title, String detail, List<Fault> faults) {
        super(title + ": "
                + (faults.isEmpty()
                        ? detail
                        : faults.stream()
                                .map(fault -> fault.field() + " " + fault.message())
                                .collect(Collectors.joining("; "))));
        this.status = status;
        this.faults = List.copyOf(faults);
    }

    /** Whether what was asked is wrong, and not the controller. */
    public boolean isOurs() {
        return status < 500;
    }

    /** Every faulty field that it named. */
    public List<Fault> faults() {
        return faults;
    }
}
