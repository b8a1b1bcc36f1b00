/**
 * What Prometheus scrapes: the newest result of every path, in base units and the field's names, and the prototype's
 * {@code netmonitor} gauge beside it.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.metrics;
