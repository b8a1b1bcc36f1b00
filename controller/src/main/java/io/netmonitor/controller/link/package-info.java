/**
 * The door for agents: mutual TLS, where they join, wait for their plan and deliver results.
 *
 * <p>Entry type: {@link io.netmonitor.controller.link.AgentLink}. The protocol is in {@code docs/protocol.md}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.link;
