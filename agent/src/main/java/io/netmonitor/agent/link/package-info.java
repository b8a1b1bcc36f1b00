/**
 * The way to the controller: joining once with a token, then mutual TLS over which the agent reports itself, waits for its
 * plan and delivers results. It also learns the controller's time from every answer.
 *
 * <p>Entry types: {@link io.netmonitor.agent.link.Joining}, {@link io.netmonitor.agent.link.ControllerLink} and {@link
 * io.netmonitor.agent.link.ControllerTime}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.agent.link;
