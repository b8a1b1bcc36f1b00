// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The prototype's measuring tool on the wire, so that its clients and servers and ours can measure each other: {@link
 * io.netmonitor.probe.perftrace.PerfTraceClient} measures, {@link io.netmonitor.probe.perftrace.PerfTraceServer} answers. Octets
 * are in {@code docs/protocol.md}.
 *
 * <pre>{@code
 * try (PerfTraceServer server = PerfTraceServer.open(new InetSocketAddress("::", PerfTraceClient.PORT))) {
 *     BasicRun run = new PerfTraceClient().basic(server.address(), new BasicOrder(10, 10_000, 0));
 *     double loss = run.roundTripLoss();
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.perftrace;
