/**
 * Telling old nodes of their tasks, until they have understood. Entry type:
 * {@link io.netmonitor.controller.legacy.dispatch.Dispatcher}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.legacy.dispatch;
