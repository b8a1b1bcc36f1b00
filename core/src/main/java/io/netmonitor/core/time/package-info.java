/**
 * Clocks as types: wall time and monotonic time cannot be mistaken for each other, and both are injected, so that tests
 * never touch the machine's clock.
 *
 * <p>Entry types: {@link io.netmonitor.core.time.WallClock}, {@link io.netmonitor.core.time.MonotonicClock}, and
 * {@link io.netmonitor.core.time.Durations} for durations as people write them.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.time;
