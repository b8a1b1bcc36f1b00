// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.store.SeriesStore;
import java.io.IOException;
import java.net.URI;

/** A kind of store for series. Contract: {@code SeriesStoreContract} of the testkit. */
public non-sealed interface SeriesStoreType extends Extension {
    /**
     * Opens the store, making it when it is new.
     *
     * @param location its scheme is this type's name
     * @param catalog descriptions of the metrics to keep
     */
    SeriesStore open(URI location, ProbeCatalog catalog) throws IOException;
}
