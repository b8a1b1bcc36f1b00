/**
 * A lab of network namespaces: sites joined by one router over shaped and lossy links, on a single Linux machine. The
 * demo runs in one, and so do the tests that need a real network.
 *
 * <pre>
 * try (Lab lab = Lab.plan("demo").site("a", Link.ofMbits(100)).site("b", Link.ofMbits(10).losing(0.02)).up()) {
 *     lab.exec("a", "ping", "-c", "1", lab.layout().ipv4("b")).inheritIO().start().waitFor();
 * }
 * </pre>
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.lab;
