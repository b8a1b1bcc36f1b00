/**
 * The folder in which an agent keeps what must outlive it: its identity, its plan and the results that wait for delivery.
 *
 * <p>Entry types: {@link io.netmonitor.agent.data.DataFolder}, which only one agent holds at a time, and {@link
 * io.netmonitor.agent.data.WholeFile}, a small file that is either the old or the new one, never half of each.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.agent.data;
