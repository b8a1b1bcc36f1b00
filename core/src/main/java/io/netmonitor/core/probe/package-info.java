/**
 * How a probe describes itself, what it is asked and what it answers. A probe measures once; the agent's scheduler owns
 * time.
 *
 * <p>Entry types: {@link io.netmonitor.core.probe.ProbeDescription}, {@link io.netmonitor.core.probe.Probe}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.probe;
