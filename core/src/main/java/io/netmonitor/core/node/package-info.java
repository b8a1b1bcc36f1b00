/**
 * Hosts that take part, as the registry keeps them.
 *
 * <p>Entry type: {@link io.netmonitor.core.node.Node}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.node;
