/** Holds what people copy for Prometheus and Grafana against the real thing. */
@org.jspecify.annotations.NullMarked
package io.netmonitor.app.examples;
