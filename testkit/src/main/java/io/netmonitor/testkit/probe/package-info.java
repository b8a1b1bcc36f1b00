/**
 * A probe type that measures nothing, and results of it: what tests of stores, sinks and plans need in place of a network.
 *
 * <pre>{@code
 * ProbeCatalog catalog = FakeProbeType.catalog();
 * Result result = FakeResults.measured(path, startedAt, 1_000_000);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.probe;
