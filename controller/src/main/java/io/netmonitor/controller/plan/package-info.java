/**
 * From tasks and nodes to what each agent does, and the waiting of agents for news of it.
 *
 * <p>Entry types: {@link io.netmonitor.controller.plan.PlanCompiler}, arithmetic alone, and
 * {@link io.netmonitor.controller.plan.Plans}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.plan;
