/**
 * The one command {@code netmonitor}: parses, wires, and tells people in one line what went wrong.
 *
 * <p>Entry type: {@link io.netmonitor.app.NetMonitor}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app;
