// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.data.WholeFile;
import io.netmonitor.agent.link.ControllerLink;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.agent.plan.PlanBook;
import io.netmonitor.core.node.NodeReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an agent does between measurements: reports the node when something changed and every 15 s, asks for the time when
 * the clock was stepped, keeps the answering sides to the plan, remembers the clock's offset for the next start, and keeps the
 * heap small.
 */
final class Upkeep implements Loop.Turn {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final long TURN_NS = 250_000_000;
    private static final long LOOK_NS = 5_000_000_000L;
    private static final long REPORT_NS = 15_000_000_000L;
    private static final long WORTH_KEEPING_NS = 10_000_000;
    private static final int OFFSET_CHARACTERS = 64;

    private final AgentOptions options;
    private final ControllerLink link;
    private final ControllerTime time;
    private final PlanBook book;
    private final Answering answering;
    private final Reporter reporter;
    private final WholeFile offsetFile;
    private final HeapWatch heap;
    private @Nullable NodeReport reported;
    private boolean news = true;
    private long lookedNs;
    private long reportedNs;
    private long keptOffsetNs;

    Upkeep(
            AgentOptions options,
            ControllerLink link,
            ControllerTime time,
            PlanBook book,
            Answering answering,
            Reporter reporter) {
        this.options = options;
        this.link = link;
        this.time = time;
        this.book = book;
        this.answering = answering;
        this.reporter = reporter;
        this.offsetFile = offsetFile(options.data());
        this.heap = HeapWatch.ofThisProgram(options.monotonic().nanoTime());
    }

    /** The offset of the run before, if there was one. */
    static OptionalLong keptOffset(Path data) {
        try {
            String text = offsetFile(data).read().orElse("").strip();
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (IOException | NumberFormatException e) {
            LOG.log(System.Logger.Level.WARNING, "the kept clock offset cannot be read: {0}", e.toString());
            return OptionalLong.empty();
        }
    }

    private static WholeFile offsetFile(Path data) {
        return WholeFile.of(data.resolve("clock-offset"), OFFSET_CHARACTERS);
    }

    @Override
    public void run() throws IOException, InterruptedException {
        answering.follow(book.plans(), time.now());
        keepOffset();
        long now = options.monotonic().nanoTime();
        heap.look(now);
        boolean unsettled = !time.isSettled();
        if (unsettled || news || now - lookedNs >= LOOK_NS) {
            lookedNs = now;
            NodeReport report = reporter.report();
            if (unsettled || reported == null || now - reportedNs >= REPORT_NS || Reporter.differs(report, reported)) {
                send(report);
                reported = report;
                reportedNs = now;
            }
        }
        book.keep();
        TimeUnit.NANOSECONDS.sleep(TURN_NS);
    }

    private void send(NodeReport report) throws IOException, InterruptedException {
        try {
            news = reporter.heard(link.report(report));
        } catch (IOException e) {
            time.settle(); // there is no better time to be had now
            throw e;
        }
    }

    private void keepOffset() throws IOException {
        OptionalLong offset = time.offsetNs();
        if (offset.isPresent() && Math.abs(offset.getAsLong() - keptOffsetNs) > WORTH_KEEPING_NS) {
            offsetFile.write(Long.toString(offset.getAsLong()));
            keptOffsetNs = offset.getAsLong();
        }
    }
}
