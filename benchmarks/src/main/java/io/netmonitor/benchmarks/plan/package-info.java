/**
 * Whether the plan holds: while it keeps changing, while parts are killed, and how fast a change reaches the agents.
 *
 * <p>Entry type: {@link io.netmonitor.benchmarks.plan.PlanBenchmark}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.benchmarks.plan;
