// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.extension;

/** Something that a jar adds to the product: a way of measuring, a place to send results to, or a place to keep them. */
public sealed interface Extension permits ProbeType, SinkType, StateStoreType, ResultStoreType, SeriesStoreType {
    /** Name by which it is chosen, {@code [a-z0-9-]}; unique among extensions of the same sort. */
    String name();
}
