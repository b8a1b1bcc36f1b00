/**
 * What comes from outside and is not to be trusted: how it may be shown, and what of it was refused. Entry types:
 * {@link io.netmonitor.core.outside.OutsideText}, {@link io.netmonitor.core.outside.Refusals}.
 */
@NullMarked
package io.netmonitor.core.outside;

import org.jspecify.annotations.NullMarked;
