// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.probe;

import io.netmonitor.benchmarks.Benchmark;
import io.netmonitor.benchmarks.CannotRunException;
import io.netmonitor.benchmarks.Machine;
import io.netmonitor.lab.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The probe type basic against its peers, section by section. */
public final class ProbeBenchmark implements Benchmark {
    private static final List<Section> SECTIONS = List.of(
            new DelaySection(),
            new GcSection(),
            new QueueSection(),
            new ReflectorSection(),
            new TimerSection(),
            new SessionsSection(),
            new MemorySection());

    @Override
    public void run(Path launcher, List<String> arguments, Consumer<String> print)
            throws CannotRunException, IOException, InterruptedException {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            help().forEach(print);
            return;
        }
        Choice choice = Choice.read(arguments, SECTIONS);
        requireMachine(choice.sections());
        Report report = new Report(print);
        print.accept(Machine.line());
        for (Section section : choice.sections()) {
            report.heading(section.name() + ": " + section.about());
            section.run(new Product(launcher), choice.runs(), report);
        }
        print.accept("");
        print.accept(Machine.line());
    }

    private static Stream<String> help() {
        Stream<String> sections = SECTIONS.stream()
                .map(section -> String.format(Locale.ROOT, "  %-10s %s", section.name(), section.about()));
        return Stream.of(
                        Stream.of(
                                "Usage: ./netmonitor bench probe [--runs N] [SECTION...]",
                                "Measures the probe type basic against its peers in network namespaces; needs root.",
                                "Each thing is measured N times (default 5, at most 100). Sections (default all):"),
                        sections,
                        Stream.of("Example: ./netmonitor bench probe --runs 3 delay timer"))
                .flatMap(lines -> lines);
    }

    private static void requireMachine(List<Section> sections) throws CannotRunException {
        Set<String> missing = new LinkedHashSet<>(Lab.availability().missing());
        sections.stream()
                .flatMap(section -> section.tools().stream())
                .filter(tool -> !tool.installed())
                .map(Tool::toString)
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            throw new CannotRunException(
                    missing.stream().collect(Collectors.joining(", ", "bench probe cannot run without ", "")));
        }
    }
}
