// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.log;

import io.netmonitor.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** {@code {"at":"…","level":"INFO","part":"agent","message":"joined as bj"}}. */
final class JsonLine extends Formatter {
    @Override
    public String format(LogRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", Json.text(record.getInstant()));
        line.put("level", record.getLevel().getName().replace("SEVERE", "ERROR"));
        line.put("part", TextLine.part(record));
        line.put("message", formatMessage(record));
        if (record.getThrown() != null) {
            line.put("trace", TextLine.trace(record.getThrown()));
        }
        return Json.write(line) + "\n";
    }
}
