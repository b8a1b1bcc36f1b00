/**
 * The agent on a measurement node: joins its controller once, keeps the plan, runs it on time, spools and delivers the results,
 * and runs the answering sides of the probe types.
 *
 * <pre>{@code
 * try (Agent agent = Agent.start(options, Extensions.load())) { ... }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.agent;
