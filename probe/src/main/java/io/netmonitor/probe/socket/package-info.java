/**
 * UDP sockets for test packets: kernel time stamps, TTL and DSCP of every packet, and what the network said about those
 * that did not arrive.
 *
 * <p>Entry type: {@link io.netmonitor.probe.socket.TestSocket}.
 *
 * <pre>{@code
 * try (TestSocket socket = TestSocket.connect(destination, 0)) {
 *     socket.outgoing().putInt(0, 7);
 *     int stampId = socket.send(44);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.socket;
