// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

import io.netmonitor.core.sink.ResultSink;
import java.io.IOException;
import java.net.URI;

/** A kind of place to which results are sent on. Contract: {@code ResultSinkContract} of the testkit. */
public non-sealed interface SinkType extends Extension {
    /**
     * Opens a sink.
     *
     * @param location where to; its scheme is this type's name
     * @param catalog descriptions of the probe types whose results will come
     */
    ResultSink open(URI location, ProbeCatalog catalog) throws IOException;
}
