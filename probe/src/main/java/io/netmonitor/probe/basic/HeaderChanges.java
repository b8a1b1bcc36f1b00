// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.basic;

import io.netmonitor.core.result.Values;
import io.netmonitor.probe.stamp.Replies;
import io.netmonitor.probe.stamp.SessionRecord;
import java.util.function.IntUnaryOperator;

/** What the network did to the headers of test packets in one direction: hops taken and classes of service as they arrived. */
final class HeaderChanges {
    private static final int UNKNOWN = -1;

    private int hopLimit = UNKNOWN;
    private int hopChanges;
    private int dscp = UNKNOWN;
    private int dscpChanged;

    private HeaderChanges() {}

    static HeaderChanges forward(SessionRecord record) {
        Replies replies = record.replies();
        int wanted = record.plan().source().dscp();
        return of(record, replies::forwardHopLimit, replies::forwardDscp, i -> wanted);
    }

    /** A reflector that does not say that it set what was wanted may have set anything. */
    static HeaderChanges backward(SessionRecord record) {
        Replies replies = record.replies();
        int wanted = record.plan().source().dscp();
        return of(
                record,
                replies::backwardHopLimit,
                replies::backwardDscp,
                i -> replies.isDscpHonoured(i) ? wanted : replies.backwardDscp(i));
    }

    private static HeaderChanges of(
            SessionRecord record, IntUnaryOperator hopLimits, IntUnaryOperator dscps, IntUnaryOperator wantedDscps) {
        HeaderChanges changes = new HeaderChanges();
        Replies replies = record.replies();
        for (int i = 0; i < replies.size(); i++) {
            if (replies.sequence(i) < record.sent()) {
                changes.hopLimit(hopLimits.applyAsInt(i));
                changes.dscp(dscps.applyAsInt(i), wantedDscps.applyAsInt(i));
            }
        }
        return changes;
    }

    private void hopLimit(int seen) {
        if (seen <= 0) {
            return;
        }
        if (hopLimit != UNKNOWN && hopLimit != seen) {
            hopChanges++;
        }
        hopLimit = seen;
    }

    private void dscp(int seen, int wanted) {
        if (seen == UNKNOWN) {
            return;
        }
        dscp = seen;
        if (seen != wanted) {
            dscpChanged++;
        }
    }

    /** Adds what is known; a path that changes under way shows its newest state. */
    void put(Values.Builder values, String direction) {
        if (hopLimit != UNKNOWN) {
            values.put(direction + ".hops", hopsOf(hopLimit));
            values.put(direction + ".hopChanges", hopChanges);
        }
        if (dscp != UNKNOWN) {
            values.put(direction + ".dscp", dscp);
            values.put(direction + ".dscpChanged", dscpChanged);
        }
    }

    /** Ours start at 255; other systems at 128 or 64. */
    static int hopsOf(int hopLimit) {
        int initial = hopLimit > 128 ? 255 : hopLimit > 64 ? 128 : 64;
        return initial - hopLimit;
    }
}
