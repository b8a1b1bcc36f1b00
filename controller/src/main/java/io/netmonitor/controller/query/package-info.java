/**
 * Answers about what was measured: the newest result of every path, the mesh at an instant, series for charts.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.query;
