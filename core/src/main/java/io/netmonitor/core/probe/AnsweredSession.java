// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.probe;

import org.jspecify.annotations.Nullable;

/**
 * A session that an answering side is to answer.
 *
 * @param sessionId 0 to 65535
 * @param key what its packets are authenticated with; absent when they are not
 */
public record AnsweredSession(int sessionId, @Nullable SessionKey key) {
    public AnsweredSession {
        if (sessionId < 0 || sessionId > 0xFFFF) {
            throw new IllegalArgumentException("session id outside 0 to 65535: " + sessionId);
        }
    }
}
