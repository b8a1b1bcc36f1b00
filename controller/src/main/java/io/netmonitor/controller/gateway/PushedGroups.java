// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.json.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The groups that were put and not deleted since, kept across restarts: they are the only ones that are ours to delete. For one
 * thread.
 *
 * <pre>
 * {"gateway":"198.51.100.7:9091","groups":["wan","wan-ab"]}
 * </pre>
 */
final class PushedGroups {
    private static final System.Logger LOG = System.getLogger(PushedGroups.class.getName());

    private final String gateway;
    private final @Nullable Path file;
    private final Set<String> names = new TreeSet<>();

    private PushedGroups(String gateway, @Nullable Path file) {
        this.gateway = gateway;
        this.file = file;
    }

    /** None at first, and forgotten with the process. */
    static PushedGroups inMemory() {
        return new PushedGroups("", null);
    }

    /**
     * Those that a file tells of; none when it is not there. One that cannot be understood is replaced.
     *
     * @param gateway to which they were put; those of another are told of and forgotten
     * @throws IOException when the file cannot be read
     */
    static PushedGroups open(Path file, String gateway) throws IOException {
        PushedGroups groups = new PushedGroups(gateway, file);
        if (Files.exists(file)) {
            groups.take(Files.readString(file, UTF_8));
        }
        return groups;
    }

    private void take(String text) {
        try {
            Kept kept = Json.read(text, Kept.class);
            if (gateway.equals(kept.gateway())) {
                names.addAll(kept.groups());
            } else if (!kept.groups().isEmpty()) {
                LOG.log(
                        Level.WARNING,
                        "groups stay at the pushgateway that was used before, " + kept.gateway() + ": "
                                + String.join(", ", kept.groups()));
            }
        } catch (InvalidInputException e) {
            LOG.log(Level.WARNING, file + " is damaged; groups of tasks that ended may stay at the pushgateway", e);
        }
    }

    boolean contains(String group) {
        return names.contains(group);
    }

    Set<String> names() {
        return Set.copyOf(names);
    }

    /**
     * Notes a group, before it is put.
     *
     * @throws IOException when that cannot be written
     */
    void add(String group) throws IOException {
        if (!names.contains(group)) {
            Set<String> after = new TreeSet<>(names);
            after.add(group);
            keep(after);
        }
    }

    /**
     * Forgets a group, after it was deleted.
     *
     * @throws IOException when that cannot be written; it is then deleted once more after a restart
     */
    void remove(String group) throws IOException {
        if (names.contains(group)) {
            Set<String> after = new TreeSet<>(names);
            after.remove(group);
            keep(after);
        }
    }

    /** What cannot be written has not happened: whoever asked tries again. */
    private void keep(Set<String> after) throws IOException {
        if (file != null) {
            try {
                write(file, Json.writeBytes(new Kept(gateway, after)));
            } catch (IOException e) {
                throw new IOException("cannot write " + file + ": " + e, e);
            }
        }
        names.clear();
        names.addAll(after);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = ByteBuffer.wrap(bytes);
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private record Kept(String gateway, Set<String> groups) {
        Kept {
            gateway = gateway == null ? "" : gateway;
            groups = groups == null ? Set.of() : new TreeSet<>(groups);
        }
    }
}
