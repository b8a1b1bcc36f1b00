// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import java.util.Locale;

/**
 * A port that a part of NetMonitor opens.
 *
 * @param number 1 to 65535
 * @param protocol UDP or TCP
 * @param purpose what for, a word or two
 */
record Port(int number, Protocol protocol, String purpose) {
    /** {@code 862/udp}, as firewalls write it. */
    @Override
    public String toString() {
        return number + "/" + protocol.label();
    }

    /** What is spoken below. */
    enum Protocol {
        UDP,
        TCP;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
