/**
 * The bed on which an estimator of available bandwidth is judged: a path with one bottleneck whose truth is known, and
 * cross traffic that takes a known part of it.
 *
 * <pre>{@code
 * try (BandwidthBed bed = BandwidthBed.up(Bottleneck.tbf(100_000_000));
 *         CrossTraffic cross = CrossTraffic.start(bed)) {
 *     cross.change(50_000_000, Pattern.POISSON, 1);
 *     long fromNanoTime = System.nanoTime();
 *     // measure from bed.source(...) to bed.destinationIpv4()
 *     long wireBytes = cross.bytesBetween(fromNanoTime, System.nanoTime());
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.bed;
