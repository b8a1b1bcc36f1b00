// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import io.netmonitor.agent.data.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The spool's files.
 *
 * <pre>
 * spool.id      UUID, made with the spool
 * dropped       how many results were dropped since then
 * 41.jsonl      a sealed segment: batch 41
 * 42.jsonl      the open segment, always the highest number
 * </pre>
 */
final class SpoolFolder {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");
    private static final Pattern SEGMENT = Pattern.compile("([1-9][0-9]{0,17})\\.jsonl");
    private static final int SMALL = 64;

    private final Path folder;
    private final SetAside damaged;
    private final WholeFile idFile;
    private final WholeFile droppedFile;

    /** What an earlier run left. */
    record Left(UUID id, List<Segment> sealed, long nextNumber, int tornLines) {}

    private record Numbered(long number, Path path) {}

    SpoolFolder(Path folder, SetAside damaged) throws IOException {
        Files.createDirectories(folder);
        this.folder = folder;
        this.damaged = damaged;
        this.idFile = WholeFile.of(folder.resolve("spool.id"), SMALL);
        this.droppedFile = WholeFile.of(folder.resolve("dropped"), SMALL);
    }

    Path segment(long number) {
        return folder.resolve(number + ".jsonl");
    }

    /**
     * Looks through the files; what cannot be read is set aside. Every segment counts as sealed.
     *
     * @throws IOException when the folder itself cannot be read or written
     */
    Left open() throws IOException {
        List<Numbered> files = segments();
        UUID id = readId(files.isEmpty());
        List<Segment> sealed = new ArrayList<>();
        long next = 1;
        int torn = 0;
        for (Numbered file : files) {
            next = file.number() + 1;
            try {
                Segment.Recovered recovered = Segment.recover(file.number(), file.path());
                torn += recovered.torn() ? 1 : 0;
                if (recovered.segment().results() > 0) {
                    sealed.add(recovered.segment());
                } else {
                    Files.delete(file.path());
                    next = file.number();
                }
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} cannot be read and is set aside: {1}",
                        file.path(),
                        e.toString());
                damaged.take(file.path(), prefix(id));
            }
        }
        return new Left(id, sealed, next, torn);
    }

    /** How files of a spool are told apart from those of the spool before it. */
    static String prefix(UUID id) {
        return id.toString().substring(0, 8);
    }

    /** Makes the names of files that were made or deleted here outlive a power failure. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    long dropped() {
        try {
            return Long.parseLong(droppedFile.read().orElse("0").strip());
        } catch (IOException | NumberFormatException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} cannot be read, counting from 0: {1}", droppedFile, e.toString());
            return 0;
        }
    }

    void keepDropped(long count) {
        try {
            droppedFile.write(Long.toString(count));
        } catch (IOException e) {
            // Most likely the disk is full, which is why results are dropped; the count in memory still goes on.
            LOG.log(System.Logger.Level.DEBUG, "{0} cannot be written: {1}", droppedFile, e.toString());
        }
    }

    private List<Numbered> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.<Numbered>mapMulti((path, add) -> {
                        Matcher name = SEGMENT.matcher(path.getFileName().toString());
                        if (name.matches() && Files.isRegularFile(path)) {
                            add.accept(new Numbered(Long.parseLong(name.group(1)), path));
                        }
                    })
                    .sorted(Comparator.comparingLong(Numbered::number))
                    .toList();
        }
    }

    /** Without any segment the last number is not known any more, so the numbers start anew under another id. */
    private UUID readId(boolean noSegments) throws IOException {
        if (!noSegments) {
            try {
                return UUID.fromString(idFile.read().orElse("").strip());
            } catch (IOException | IllegalArgumentException e) {
                LOG.log(System.Logger.Level.WARNING, "{0} cannot be read, making a new one", idFile);
            }
        }
        UUID fresh = UUID.randomUUID();
        idFile.write(fresh.toString());
        return fresh;
    }
}
