// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import io.netmonitor.core.Component;
import java.net.InetSocketAddress;
import java.util.Set;

/** The answering side of a probe type. Safe for use by many threads. */
public interface Responder extends Component {
    /** Where it listens, with the port that the system chose when 0 was asked for. */
    InetSocketAddress address();

    /**
     * From now on answers these sessions alone, each by its own key: an agent's reflector answers its plan's and no other. Until
     * the first call all are answered, as a reflector by itself does.
     */
    void answerOnly(Set<AnsweredSession> sessions);
}
