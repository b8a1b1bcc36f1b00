/**
 * What a measurement gave, the only thing that travels from an agent to the stores and sinks.
 *
 * <p>Entry types: {@link io.netmonitor.core.result.Result} and {@link io.netmonitor.core.result.Batch}. A failed
 * measurement is a result too: its {@link io.netmonitor.core.result.Outcome} says why.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.result;
