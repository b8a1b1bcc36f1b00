// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.util.List;

/** Reads segments back; what cannot be read is counted, and a copy of the file is set aside for a person to look at. */
final class SegmentReader {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final SetAside damaged;
    private final String prefix;
    private final Losses losses;

    SegmentReader(SetAside damaged, String prefix, Losses losses) {
        this.damaged = damaged;
        this.prefix = prefix;
        this.losses = losses;
    }

    /** What can be read of a segment. */
    List<Result> read(Segment segment) {
        try {
            Segment.Content content = segment.read();
            int lost = segment.results() - content.results().size();
            if (lost > 0) {
                damage(segment, lost, content.damagedLines() + " lines hold no result");
            }
            return content.results();
        } catch (IOException e) {
            damage(segment, segment.results(), e.toString());
            return List.of();
        }
    }

    private void damage(Segment segment, int lost, String why) {
        losses.damaged(lost);
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} results of {1} are damaged ({2}); a copy is set aside",
                lost,
                segment.path(),
                why);
        damaged.copy(segment.path(), prefix);
    }
}
