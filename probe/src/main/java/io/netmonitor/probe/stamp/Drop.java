// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import java.util.Locale;

/** Why a reflector did not answer a packet, or forgot a session. A rising count means what is said with each. */
public enum Drop {
    /** Shorter than the base packet, 44 or 112 octets: a reply would be longer. Old TWAMP-Light senders without padding, or scans. */
    TOO_SHORT,
    /** Longer than this reflector takes. */
    TOO_LONG,
    /** Of no session of the plan. Many: a peer measures by an old plan, or someone scans. */
    NOT_PLANNED,
    /** Its HMAC does not fit the session's key. Any: keys differ, or someone forges packets. */
    FORGED,
    /** Authenticated, and seen before. Many: someone sends recorded packets, or a sender's clock was set back. */
    REPLAYED,
    /** Itself a reply: someone tries to make two reflectors answer each other for ever. */
    LOOP,
    /** The system could not send. Any: look at the firewall and the send buffer. */
    SEND_FAILED,
    /** Sessions forgotten before their time to make room. Many: too many senders, or forged ones. */
    SESSION_EVICTED;

    /** The name in counters and health: {@code too-short}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
