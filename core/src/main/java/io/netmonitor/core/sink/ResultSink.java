// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.sink;

import io.netmonitor.core.Component;
import io.netmonitor.core.result.Result;
import java.io.IOException;
import java.util.List;

/** Takes results that are already stored. Called by one thread at a time; each sink has a queue of its own. */
public interface ResultSink extends Component {
    /**
     * Takes results, oldest first.
     *
     * @throws IOException when they could not be taken now; the caller counts them and offers later ones
     */
    void accept(List<Result> results) throws IOException;
}
