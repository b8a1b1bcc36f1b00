/**
 * The interfaces of the prototype that this system replaces, for the scripts, nodes and habits that know them: its form, its
 * task files, its pushes.
 *
 * <p>Entry types: {@link io.netmonitor.controller.legacy.LegacyDoor}, the ports that it had, and
 * {@link io.netmonitor.controller.legacy.LegacyTasks}, the folder that it watched. Both make ordinary tasks by
 * {@link io.netmonitor.controller.legacy.OldTaskReader}.
 * {@link io.netmonitor.controller.legacy.Dispatcher} tells old nodes of their tasks, and
 * {@link io.netmonitor.controller.legacy.PushIntake} takes what they push.
 */
@NullMarked
package io.netmonitor.controller.legacy;

import org.jspecify.annotations.NullMarked;
