/**
 * The product as a whole, each part a process of its own: a controller and agents, the agents at sites of a lab; and ways to
 * disturb them.
 *
 * <pre>{@code
 * try (Fleet fleet = Fleet.up("churn", launcher, folder, Fleet.names(12), Link.ofMbits(20))) {
 *     fleet.startController();
 *     fleet.startAgents();
 *     fleet.api().send("PUT", "/api/v1/tasks/wan", task);
 *     fleet.cut("n03");
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.fleet;
