// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.link.ControllerLink;
import io.netmonitor.agent.plan.PlanBook;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.plan.Plan;
import java.io.IOException;
import java.util.Optional;

/** Asks the controller for the plan and takes each new one. */
final class PlanFollower implements Loop.Turn {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final ControllerLink link;
    private final PlanBook book;
    private final Runnable changed;
    private String refused = "";

    /** Tells {@code changed} after each new plan. */
    PlanFollower(ControllerLink link, PlanBook book, Runnable changed) {
        this.link = link;
        this.book = book;
        this.changed = changed;
    }

    @Override
    public void run() throws IOException, InterruptedException {
        String held = book.plans().newest().revision();
        Optional<Plan> plan = link.plan(held);
        if (plan.isEmpty()) {
            return;
        }
        if (plan.get().revision().equals(held)) {
            throw new IOException("the controller sent the plan again that is held: " + held);
        }
        try {
            book.receive(plan.get());
        } catch (InvalidInputException e) {
            String why = plan.get().revision() + ": " + e.getMessage();
            if (!why.equals(refused)) {
                refused = why;
                LOG.log(System.Logger.Level.ERROR, "the controller''s plan cannot be carried out, {0}", why);
            }
            throw new IOException(e);
        } finally {
            changed.run();
        }
    }
}
