/**
 * STAMP, the Simple Two-way Active Measurement Protocol (RFC 8762, RFC 8972): its packets, a session-sender and a stateful
 * session-reflector.
 *
 * <p>Entry types: {@link io.netmonitor.probe.stamp.SessionSender} runs a session and gives a
 * {@link io.netmonitor.probe.stamp.SessionRecord}; {@link io.netmonitor.probe.stamp.Reflector} answers.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.stamp;
