// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.store.ResultStore;
import java.io.IOException;
import java.net.URI;

/** A kind of store for raw results. Contract: {@code ResultStoreContract} of the testkit. */
public non-sealed interface ResultStoreType extends Extension {
    /**
     * Opens the store, making it when it is new.
     *
     * @param location its scheme is this type's name
     * @param catalog descriptions from which tables and columns are made
     */
    ResultStore open(URI location, ProbeCatalog catalog) throws IOException;
}
