/**
 * {@code ./netmonitor bench probe}: the probe type basic against its peers irtt and ping, in network namespaces of this
 * machine. Each section measures one thing and prints its figures with their targets; docs/benchmarks.md tells how.
 *
 * <p>Entry type: {@link io.netmonitor.benchmarks.probe.ProbeBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.benchmarks.probe;
