/**
 * Statistics that the field has defined: delay summaries, RFC 3550 jitter, loss runs, reordering, and a histogram that can
 * be merged.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.core.statistics;
