/**
 * The prototype's command line, alive: {@code perftrace_cli} and {@code perftrace_srv} as scripts in the field know them, with
 * their options, text and records to the byte.
 *
 * <p>Entry types: {@link io.netmonitor.app.perftrace.PerfTraceCommand}, {@link
 * io.netmonitor.app.perftrace.PerfTraceServerCommand}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.perftrace;
