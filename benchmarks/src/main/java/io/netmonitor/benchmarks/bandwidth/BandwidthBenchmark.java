// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.bandwidth;

import io.netmonitor.benchmarks.Benchmark;
import io.netmonitor.benchmarks.CannotRunException;
import io.netmonitor.benchmarks.Machine;
import io.netmonitor.testkit.bed.BandwidthBed;
import io.netmonitor.testkit.bed.Bottleneck;
import io.netmonitor.testkit.bed.Pattern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The probe type bandwidth against truths that are known, part by part. */
public final class BandwidthBenchmark implements Benchmark {
    private static final List<Part> PARTS = List.of(
            new RandomPart(),
            new GridPart("constant", Pattern.CONSTANT, 5),
            new GridPart("Poisson", Pattern.POISSON, 20),
            new VariationsPart(),
            new LimiterPart(),
            new FastPart(),
            new PerfTracePart());

    @Override
    public void run(Path launcher, List<String> arguments, Consumer<String> print)
            throws CannotRunException, IOException, InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            help(print);
            return;
        }
        Wish wish = Wish.read(arguments, PARTS);
        String missing = BandwidthBed.missing();
        if (!missing.isEmpty()) {
            throw new CannotRunException("bench bandwidth cannot run without " + missing);
        }
        print.accept(Machine.line());
        print.accept("Errors are relative, of rates at the IP layer for packets of " + Stand.PACKET_BYTES
                + " bytes; counted truth is by the cross traffic that came during the trains.");
        try (Stand stand = Stand.up(Bottleneck.tbf(100_000_000))) {
            for (Part part : wish.parts()) {
                List<Row> rows = new ArrayList<>();
                print.accept("");
                print.accept(part.name() + ": " + part.about());
                print.accept(Row.HEADING);
                part.run(stand, wish.tests(), wish.seed(), row -> {
                    rows.add(row);
                    print.accept(row.line());
                });
                part.verdicts(rows).forEach(print);
                wish.keep(part.name(), rows);
            }
        }
        print.accept("");
        print.accept(Machine.line());
    }

    private static void help(Consumer<String> print) {
        print.accept("Usage: ./netmonitor bench bandwidth [--tests N] [--seed N] [--out FOLDER] [PART...]");
        print.accept(
                "Measures on a bed of network namespaces where the truth is known; needs root. Parts (default all):");
        PARTS.forEach(part -> print.accept(String.format(Locale.ROOT, "  %-10s %s", part.name(), part.about())));
        print.accept("Writes each test as a line of CSV and the errors as a picture (SVG) into FOLDER, if given.");
        print.accept("Example: ./netmonitor bench bandwidth --tests 3 constant");
    }
}
