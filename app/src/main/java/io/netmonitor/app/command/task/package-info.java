/**
 * {@code netmonitor task …}: what to measure, kept in files if people like. A file is read as a tree, checked for slips of the
 * pen, judged by the controller before anything is changed, and sent as it was written.
 *
 * <p>Entry type: {@link io.netmonitor.app.command.task.TaskCommand}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.command.task;
