/**
 * Peers of the prototype's interfaces that share no code with the product: what an old program says and expects, from its
 * description alone.
 *
 * <p>{@link io.netmonitor.testkit.prototype.PrototypeClient} and {@link io.netmonitor.testkit.prototype.PrototypeServer} speak
 * PerfTrace, with faults as parameters. {@link io.netmonitor.testkit.prototype.Replay} plays one side of a
 * {@link io.netmonitor.testkit.prototype.Transcript} against a real peer. {@link io.netmonitor.testkit.prototype.Script} runs
 * the Python programs of an old site.
 *
 * <pre>{@code
 * try (PrototypeServer server = PrototypeServer.open(loopback, ServerFaults.none().denying(2))) {
 *     ...
 *     assertThat(server.served()).singleElement().extracting(s -> s.task().probes()).isEqualTo(10);
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.prototype;
