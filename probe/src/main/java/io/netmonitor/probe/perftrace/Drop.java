// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.perftrace;

import java.util.Locale;

/** Why a server turned a connection away or passed over a probe. A rising count means what is said with each. */
enum Drop {
    /** No room for one more measurement. Many: too many clients, or someone holds connections. */
    FULL,
    /** Its address has as many measurements as one may have. Many: as for {@link #FULL}, from one place. */
    ADDRESS_FULL,
    /** Connected and did not say in time what it wants, or fell silent between trains. Many: scans. */
    SILENT,
    /** Closed before its measurement was over. Many: clients are killed, or the network cuts connections. */
    CUT,
    /** Asked for what nobody does: a mode, a number of probes. Any: a client speaks another version, or is hostile. */
    BAD_ORDER,
    /** Its address measures under the same id already. Many: a client draws its ids badly. */
    SAME_ID,
    /** Took longer than a measurement may. Any: look at the client. */
    TOO_SLOW,
    /** A packet shorter than a probe: scans. */
    TOO_SHORT,
    /** A packet longer than this server takes. */
    TOO_LONG,
    /** A probe of no measurement under way. Many: probes come after the end, or someone scans. */
    NO_SESSION,
    /** A probe with the id of a measurement and another address than its client's. Any: a client with several, or forgery. */
    OTHER_ADDRESS,
    /** A probe whose number was not ordered. */
    NOT_ORDERED,
    /** A probe that had come already: the network copies packets. */
    DUPLICATE,
    /** A probe between trains: trains follow each other too closely, or their queue drains slowly. */
    BETWEEN_TRAINS,
    /** More probes in a train than one may have. */
    TRAIN_FULL,
    /** The system could not send a reply. Any: look at the firewall and the send buffer. */
    SEND_FAILED;

    /** The name in health: {@code too-short}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
