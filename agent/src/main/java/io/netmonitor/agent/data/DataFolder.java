// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An agent's folder, held by this process alone until it is closed.
 *
 * <pre>
 * lock             held while the agent runs
 * identity/        key and certificates, readable by the owner alone
 * plan.json        the plan in force and those to come
 * clock-offset     the controller's clock minus this host's, nanoseconds
 * spool/           results that wait for delivery
 * refused/         batches that the controller will never take
 * damaged/         what could not be read back
 * legacy/          a folder like this one, for the part that stands in an old system: its lock and its jobs.json
 * </pre>
 */
public final class DataFolder implements Closeable {
    private final Path root;
    private final FileChannel lock;

    private DataFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the folder when it is not there, and takes it.
     *
     * @throws IOException when it cannot be written, or another agent holds it
     */
    public static DataFolder take(Path root) throws IOException {
        Files.createDirectories(root);
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            // The lock belongs to the channel and ends with it.
            FileLock held = channel.tryLock();
            if (held != null) {
                return new DataFolder(root, channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by an agent in this very process; the same answer as for one elsewhere.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("the data folder " + root
                + " is in use by another agent: stop that one, or give this one a folder of its own with --data");
    }

    /** The path of something in it. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
