// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lab that stands: a router and sites, each a network namespace, and one interface with its routes in the namespace of
 * this host, which otherwise stays as it was. Safe for use by many threads; to be closed, which removes all of it.
 */
public final class Lab implements AutoCloseable {
    private final Layout layout;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lab(Layout layout) {
        this.layout = layout;
    }

    /** Begins a plan without sites. */
    public static LabPlan plan(String name) {
        return new LabPlan(name, List.of(), true);
    }

    /** Whether this machine and user can have a lab, and what is missing. */
    public static Availability availability() {
        return Availability.ofThisHost();
    }

    static Lab up(LabPlan plan) throws IOException, InterruptedException {
        sweep();
        Layout layout;
        try (StateFolder _ = StateFolder.lock()) {
            layout = Reservation.take(plan);
        }
        Lab lab = new Lab(layout);
        try {
            for (ShellCommand command : layout.commands()) {
                command.run();
            }
            return lab;
        } catch (IOException | InterruptedException | RuntimeException e) {
            try {
                lab.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** Names, addresses and commands. */
    public Layout layout() {
        return layout;
    }

    /** A command to be run at a site. Whatever still runs there when the lab is closed is killed. */
    public ProcessBuilder exec(String site, List<String> command) {
        List<String> words = new ArrayList<>(layout.execPrefix(site));
        words.addAll(command);
        return new ProcessBuilder(words);
    }

    /** See {@link #exec(String, List)}. */
    public ProcessBuilder exec(String site, String... command) {
        return exec(site, List.of(command));
    }

    /**
     * Removes the labs whose owners are gone, and the processes that still run in them.
     *
     * @return the namespaces that were removed
     * @throws LabException when the state folder cannot be read or written
     */
    public static List<String> sweep() throws IOException {
        List<String> removed = new ArrayList<>();
        if (!Files.isDirectory(StateFolder.PATH)) {
            return removed;
        }
        try (StateFolder _ = StateFolder.lock()) {
            for (Reservation reservation : Reservation.all()) {
                if (reservation.abandoned()) {
                    removed.addAll(new Demolition(reservation.hostInterface(), reservation.namespaces()).run());
                    Files.deleteIfExists(reservation.file());
                }
            }
        }
        return removed;
    }

    /**
     * Kills what still runs at its sites and removes everything. Does nothing the second time. An interrupt does not stop
     * it and is kept for the caller.
     *
     * @throws LabException naming what could not be removed
     */
    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            new Demolition(layout.hostInterface(), layout.namespaces()).run();
            try (StateFolder _ = StateFolder.lock()) {
                Reservation.release(layout);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static boolean exists(String namespace) {
        return Files.exists(Path.of("/run/netns", namespace));
    }
}
