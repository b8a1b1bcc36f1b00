// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.spool;

import org.jspecify.annotations.Nullable;

/**
 * What waits in a spool and what was lost of it.
 *
 * @param bytes bytes that wait for delivery
 * @param droppedResults dropped since the spool was made because it or the disk was full; alert when this rises
 * @param damagedResults lost to torn lines and damaged files since this run began; alert when this rises
 * @param refusedResults refused by the controller for good since this run began; alert when this rises
 * @param trouble what is wrong now; absent when nothing is
 */
public record SpoolState(
        long bytes,
        long droppedResults,
        long damagedResults,
        long refusedResults,
        @Nullable String trouble) {}
