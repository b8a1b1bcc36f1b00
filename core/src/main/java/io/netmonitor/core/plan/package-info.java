/**
 * When things happen: the part of all tasks that one agent carries out, as arithmetic.
 *
 * <p>Entry types: {@link io.netmonitor.core.plan.Plan} and {@link io.netmonitor.core.plan.Rounds}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.plan;
