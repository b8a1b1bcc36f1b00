/**
 * Log lines: short for people, JSON for machines.
 *
 * <p>Entry type: {@link io.netmonitor.app.log.Logging}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.log;
