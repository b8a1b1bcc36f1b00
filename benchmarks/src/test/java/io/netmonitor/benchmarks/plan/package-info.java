/** How the parts of the plan's benchmark read and reckon. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.benchmarks.plan;
