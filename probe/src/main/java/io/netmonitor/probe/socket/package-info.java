/**
 * UDP sockets for test packets: kernel time stamps, TTL and DSCP of every packet, and what the network said about those
 * that did not arrive.
 *
 * <p>Entry type: {@link io.netmonitor.probe.socket.TestNetwork}, which opens sockets with the kernel's stamps on Linux and with stamps
 * in user space elsewhere.
 *
 * <pre>{@code
 * TestNetwork network = TestNetwork.best();
 * try (TestSocket socket = network.open(SourcePort.any(false))) {
 *     OutgoingPacket packet = new OutgoingPacket(destination, 44);
 *     packet.buffer().putInt(0, 7);
 *     int place = socket.queue(packet, 44);
 *     socket.flush();
 *     int stampId = socket.stampId(place);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.socket;
