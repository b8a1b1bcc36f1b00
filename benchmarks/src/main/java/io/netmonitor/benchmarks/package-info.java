/**
 * Measurements of the product as a whole, run by {@code ./netmonitor bench NAME}; not part of a release.
 *
 * <p>Entry type: {@link io.netmonitor.benchmarks.Benchmarks}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.benchmarks;
