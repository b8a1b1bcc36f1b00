// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import io.netmonitor.controller.Tasks;
import io.netmonitor.controller.legacy.remote.PlainAnswer;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.outside.OutsideText;
import io.netmonitor.core.store.ConflictException;
import io.netmonitor.core.task.Task;
import io.netmonitor.core.task.TaskRevision;
import io.netmonitor.core.task.TaskSpec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes tasks of the files in a folder, as the prototype did of those that scripts put into its {@code public/}: each
 * {@code TASK.json} is one task in the form of {@link OldTaskFile}, made when the file appears and changed when it changes.
 *
 * <ul>
 *   <li>A file has to be called as its task is, with {@code .json} behind it: nodes of the prototype read the task's name from the
 *       file's, and two files cannot quarrel about a task.
 *   <li>It is read once two looks, a second apart, find it alike, so that nobody's half of a file becomes a task.
 *   <li>A file that goes away ends nothing, as in the prototype.
 *   <li>What people do to its task, such as changing or deleting it, holds until the file says something else or comes anew.
 *       That outlives the controller, since the task's revisions tell what was last made of the file.
 *   <li>A file that is refused is told once, and again when it has changed.
 * </ul>
 *
 * One thread of its own looks; {@link #check} is safe from any.
 */
public final class LegacyTasks implements Component {
    /** Who makes the revisions of tasks that come from files. */
    static final String BY = "legacy-tasks";

    private static final System.Logger LOG = System.getLogger(LegacyTasks.class.getName());
    private static final int MAX_SHOWN = 3;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

    private final Duration pause;
    private final TaskFolder folder;
    private final Tasks tasks;
    private final OldTaskReader reader;
    private final Thread thread;

    private final Map<String, TaskFolder.Stamp> seen = new TreeMap<>();
    private final Map<String, TaskFolder.Stamp> done = new TreeMap<>();
    private final Map<String, String> refused = new TreeMap<>();
    /** Files that were there before this controller, until they have been looked into. */
    private final Set<String> inherited = new TreeSet<>();

    private boolean isFirst = true;
    private volatile Health health;

    /**
     * Starts looking.
     *
     * @throws InvalidInputException when there is no such folder
     */
    public LegacyTasks(Path folder, Tasks tasks, OldTaskReader reader) {
        this(folder, tasks, reader, USUAL_PAUSE);
    }

    /** As the other, with another pause between two looks. */
    LegacyTasks(Path folder, Tasks tasks, OldTaskReader reader, Duration pause) {
        this.pause = pause;
        this.folder = new TaskFolder(folder);
        this.tasks = tasks;
        this.reader = reader;
        if (!Files.isDirectory(folder)) {
            throw new InvalidInputException("--legacy-tasks", "is no folder: " + folder);
        }
        this.health = Health.up("looks at " + folder);
        this.thread = Thread.ofPlatform().name("legacy-tasks").daemon().start(this::watch);
    }

    @Override
    public Health check() {
        return health;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void look() {
        try {
            Map<String, TaskFolder.Stamp> there = folder.look();
            if (isFirst) {
                inherited.addAll(there.keySet());
                isFirst = false;
            }
            there.forEach(this::look);
            seen.clear();
            seen.putAll(there);
            done.keySet().retainAll(there.keySet());
            refused.keySet().retainAll(there.keySet());
            inherited.retainAll(there.keySet());
            health = Health.up(text(there.size()));
        } catch (IOException e) {
            fail("cannot look at " + folder + ": " + e, null);
        } catch (RuntimeException e) {
            fail("a look at " + folder + " failed: " + e.getMessage(), e);
        }
    }

    /** Told once, until a look succeeds. */
    private void fail(String detail, @Nullable Throwable cause) {
        if (health.up()) {
            LOG.log(Level.ERROR, detail, cause);
        }
        health = Health.down(detail);
    }

    private void look(String file, TaskFolder.Stamp stamp) {
        if (!stamp.equals(seen.get(file)) || stamp.equals(done.get(file))) {
            return;
        }
        boolean isInherited = inherited.remove(file);
        boolean isKnown = done.put(file, stamp) != null || isInherited;
        refused.remove(file);
        try {
            apply(file, stamp, isKnown);
        } catch (InvalidInputException e) {
            refuse(file, PlainAnswer.text(e.faults()).replace("\n", "; "));
        } catch (IOException | ConflictException e) {
            refuse(file, OutsideText.brief(String.valueOf(e.getMessage())));
        }
    }

    private void apply(String file, TaskFolder.Stamp stamp, boolean isKnown) throws IOException {
        TaskSpec spec = reader.read(OldTask.of(folder.read(stamp)));
        if (!file.equals(spec.name() + TaskFolder.SUFFIX)) {
            throw new InvalidInputException(
                    OldTask.NAME, "is not what the file is called, which has to be " + spec.name() + TaskFolder.SUFFIX);
        }
        if (isKnown && lastApplied(spec.name()).filter(spec::equals).isPresent()) {
            return;
        }
        Optional<Task> before = tasks.find(spec.name());
        Task task = OldTaskReader.inForm(() -> tasks.apply(spec, null, BY));
        if (before.isEmpty() || before.get().revision() != task.revision()) {
            LOG.log(
                    Level.INFO,
                    OutsideText.brief(file) + ": task " + task.name() + " is at revision " + task.revision());
        }
    }

    /** What a task was made by its file when that last changed it. */
    private Optional<TaskSpec> lastApplied(String name) {
        List<TaskRevision> revisions = tasks.revisions(name);
        return revisions.reversed().stream()
                .filter(revision -> revision.by().equals(BY))
                .findFirst()
                .map(TaskRevision::spec);
    }

    private void refuse(String file, String why) {
        refused.put(file, why);
        LOG.log(Level.WARNING, OutsideText.brief(file) + " in " + folder + " is no task: " + why);
    }

    private String text(int files) {
        String text = "looks at " + folder + ", " + files + " files";
        if (files >= TaskFolder.MAX_FILES) {
            text += ", all that it looks at";
        }
        return refused.isEmpty()
                ? text
                : text + ", " + refused.size() + " refused: "
                        + refused.entrySet().stream()
                                .limit(MAX_SHOWN)
                                .map(entry -> OutsideText.brief(entry.getKey()) + ": " + entry.getValue())
                                .collect(Collectors.joining("; "));
    }
}
