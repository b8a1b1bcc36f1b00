/**
 * The plan as this agent keeps and runs it: what the controller compiled is held over restarts, and each round is started
 * at its instant or accounted for as missed.
 *
 * <p>Entry types: {@link io.netmonitor.agent.plan.PlanBook} and {@link io.netmonitor.agent.plan.Scheduler}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.agent.plan;
