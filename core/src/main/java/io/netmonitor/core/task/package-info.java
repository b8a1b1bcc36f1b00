/**
 * What to measure, among whom, when.
 *
 * <p>Entry types: {@link io.netmonitor.core.task.TaskSpec}, what a person writes, and {@link io.netmonitor.core.task.Task},
 * what the controller keeps of it.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.task;
