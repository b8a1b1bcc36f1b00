// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.store;

import io.netmonitor.core.store.StateStore;
import io.netmonitor.testkit.contract.StateDispatchContract;

final class MemoryStateDispatchTest extends StateDispatchContract {
    private MemoryStateStore store = new MemoryStateStore();

    @Override
    protected StateStore open() {
        store = store.reopened();
        return store;
    }
}
