// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.store.duckdb;

import io.netmonitor.core.store.SeriesStore;
import io.netmonitor.testkit.contract.SeriesStoreProperties;
import io.netmonitor.testkit.probe.FakeProbeType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.lifecycle.AfterTry;

final class DuckSeriesStorePropertiesTest extends SeriesStoreProperties {
    private final List<Path> files = new ArrayList<>();

    @Override
    protected SeriesStore openEmpty() throws IOException {
        Path folder = Files.createTempDirectory("series");
        Path file = folder.resolve("series.duckdb");
        files.addAll(List.of(file, folder));
        return new DuckSeriesStoreType().open(URI.create("duckdb:" + file), FakeProbeType.catalog());
    }

    @AfterTry
    void deleteFiles() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
