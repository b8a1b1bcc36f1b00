/**
 * {@code netmonitor node …}: who takes part, and what people call them.
 *
 * <p>Entry type: {@link io.netmonitor.app.command.node.NodeCommand}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.command.node;
