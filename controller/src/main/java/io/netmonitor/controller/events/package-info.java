/**
 * What happens, told to whoever listens at the moment: tasks that change, nodes that come and go, results that arrive.
 *
 * <p>Entry type: {@link io.netmonitor.controller.events.Events}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.events;
