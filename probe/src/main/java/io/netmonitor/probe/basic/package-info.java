/**
 * The probe type {@code basic}: delay, jitter and loss of each direction from one STAMP session.
 *
 * <p>Entry type: {@link io.netmonitor.probe.basic.BasicProbeType}, found by ServiceLoader.
 *
 * <pre>{@code
 * Settings settings = Settings.read(type.description().settings(), Map.of("count", 20L));
 * Measurement measurement = type.create(settings).measure(session);
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.probe.basic;
