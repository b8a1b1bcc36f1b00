/**
 * Prometheus and its Pushgateway as Debian packages them, started on loopback for a test. Tests are skipped where they are not
 * installed.
 *
 * <pre>{@code
 * try (Pushgateway gateway = Pushgateway.start("127.0.0.1")) {
 *     sink.accept(results);
 *     await().until(() -> gateway.lines("wan").contains("netmonitor{…} 12.3"));
 * }
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.testkit.prometheus;
