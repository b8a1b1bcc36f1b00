// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.probe.stamp;

import io.netmonitor.core.probe.SessionKey;
import org.jspecify.annotations.Nullable;

/** What packets of one session id must bring to be answered. Used by the reflector's thread alone. */
final class Gate {
    private final @Nullable SessionKey key;
    private final @Nullable Seal seal;
    private final boolean single;
    private final ReplayWindow window = new ReplayWindow();

    /**
     * A gate for packets by this key, or for unauthenticated ones without.
     *
     * @param single whether one sender alone has the key, so that what it sent is remembered beyond its sessions
     */
    Gate(@Nullable SessionKey key, boolean single) {
        this.key = key;
        this.seal = key == null ? null : new Seal(key);
        this.single = single;
    }

    @Nullable
    SessionKey key() {
        return key;
    }

    @Nullable
    Seal seal() {
        return seal;
    }

    PacketLayout layout() {
        return PacketLayout.of(seal != null);
    }

    /** Where what was seen is remembered. */
    ReplayWindow window(ReflectorSession session) {
        return single ? window : session.window();
    }
}
