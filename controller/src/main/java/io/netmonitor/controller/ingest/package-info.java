/**
 * The way of results into the house: checked, stored, acknowledged, then sent on.
 *
 * <p>Entry type: {@link io.netmonitor.controller.ingest.Ingest}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.ingest;
