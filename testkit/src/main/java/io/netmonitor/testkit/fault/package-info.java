/**
 * Faults for tests, as parameters: what real networks do to packets, done on loopback.
 *
 * <p>Entry type: {@link io.netmonitor.testkit.fault.FaultyRelay}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.fault;
