/**
 * How far this host's clock can be trusted, and whether another host shares it.
 *
 * <p>Entry types: {@link io.netmonitor.probe.clock.ClockQuality} and {@link io.netmonitor.probe.clock.BootId}. The kernel is
 * asked, and chronyd where it runs. Both are only read; nothing here sets a clock.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.clock;
