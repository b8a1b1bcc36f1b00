/**
 * The prototype's form and its task files: reading them as tasks, and writing tasks as old nodes fetch them.
 *
 * <p>Entry types: {@link io.netmonitor.controller.legacy.form.OldForm}, what a browser or a script sends and fetches, and
 * {@link io.netmonitor.controller.legacy.form.LegacyTasks}, the folder that the prototype watched.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.legacy.form;
