// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.Topology;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as people may send it, for the description alone: {@link TaskText} makes a spec of it. */
record WrittenTask(
        String name,
        @Nullable String title,
        @Nullable String description,
        String kind,
        @Nullable List<String> members,
        @Nullable Topology topology,
        @Nullable String hub,
        @Nullable List<List<String>> pairs,
        @Nullable Family family,
        @Nullable String start,
        @Nullable String end,
        @Nullable String zone,
        String period,
        @Nullable Map<String, Object> settings,
        @Nullable Map<String, String> listedAs) {}
