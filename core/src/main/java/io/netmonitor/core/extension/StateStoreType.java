// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.store.StateStore;
import java.io.IOException;
import java.net.URI;

/** A kind of store for tasks, nodes and tokens. Contract: {@code StateStoreContract} of the testkit. */
public non-sealed interface StateStoreType extends Extension {
    /** Opens the store, making it when it is new. The location's scheme is this type's name. */
    StateStore open(URI location) throws IOException;
}
