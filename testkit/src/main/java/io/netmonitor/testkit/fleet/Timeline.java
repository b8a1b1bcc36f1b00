// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Deeds and when they are done, counted from the beginning of a run. Used by one thread. */
public final class Timeline {
    private final Fleet fleet;
    private final List<Event> events = new ArrayList<>();

    private record Event(Duration at, Deed deed) {}

    /** Something to be done. */
    @FunctionalInterface
    public interface Deed {
        void run() throws IOException, InterruptedException;
    }

    /** An empty one. */
    public Timeline(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Adds a deed; of two at the same time the one that was added first is done first. */
    public void at(Duration at, Deed deed) {
        events.add(new Event(at, deed));
    }

    /**
     * Does everything in its time and returns at the end of it.
     *
     * @throws IOException also when a part of the fleet ended by itself
     */
    public void run(Duration length) throws IOException, InterruptedException {
        long beganNanoTime = System.nanoTime();
        events.sort(Comparator.comparing(Event::at));
        for (Event event : events) {
            sleepUntil(beganNanoTime + event.at().toNanos());
            event.deed().run();
        }
        sleepUntil(beganNanoTime + length.toNanos());
    }

    private void sleepUntil(long nanoTime) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        fleet.failIfOneEnded();
    }
}
