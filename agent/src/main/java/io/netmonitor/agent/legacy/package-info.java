/**
 * An agent in a system of the prototype's, in the place of an old node: an old controller dispatches tasks to it, it measures by
 * PerfTrace, and pushes to the Pushgateway. It needs no controller of ours.
 *
 * <p>Entry type: {@link io.netmonitor.agent.legacy.LegacyNode}.
 *
 * <pre>{@code
 * try (LegacyNode node = LegacyNode.start(options)) {
 *     node.check();
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.agent.legacy;
