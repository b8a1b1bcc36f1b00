/**
 * What strangers say, as it may be shown, and what of it was refused. Entry type:
 * {@link io.netmonitor.controller.legacy.remote.Refusals}.
 */
@org.jspecify.annotations.NullMarked
package io.netmonitor.controller.legacy.remote;
