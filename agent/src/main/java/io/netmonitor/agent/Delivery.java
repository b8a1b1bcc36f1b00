// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.link.ControllerLink;
import io.netmonitor.agent.link.RefusedException;
import io.netmonitor.agent.spool.Pending;
import io.netmonitor.agent.spool.Spool;
import java.io.IOException;

/** Brings batches from the spool to the controller, one after the other, in order. */
final class Delivery implements Loop.Turn {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final Spool spool;
    private final ControllerLink link;

    Delivery(Spool spool, ControllerLink link) {
        this.spool = spool;
        this.link = link;
    }

    @Override
    public void run() throws IOException, InterruptedException {
        Pending batch = spool.next();
        try {
            link.deliver(spool.id(), batch.number(), batch.results());
            spool.acknowledged(batch.number());
        } catch (RefusedException e) {
            if (e.status() != BAD_REQUEST && e.status() != TOO_LARGE) {
                throw e;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the controller refuses batch {0} for good; its {1} results are set aside: {2}",
                    batch.number(),
                    batch.results().size(),
                    e.getMessage());
            spool.refused(batch.number());
        }
    }
}
