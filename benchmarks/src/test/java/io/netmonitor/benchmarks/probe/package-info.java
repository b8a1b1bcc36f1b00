/** Tests of what the benchmark reads and reckons; what it measures is not asserted. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.benchmarks.probe;
