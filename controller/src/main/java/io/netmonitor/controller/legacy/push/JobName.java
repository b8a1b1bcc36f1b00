// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.push;

import io.netmonitor.core.outside.OutsideText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The job of a push, as its path says it, and which tasks it may mean. */
final class JobName {
    private static final int MAX_QUOTED = 2;
    private static final String PLAIN = "job/";
    private static final String IN_BASE64 = "job@base64/";

    private JobName() {}

    /**
     * The names that a job may mean, the likeliest first: nodes take the job's name from the quoted URL of the task, and quote it once
     * more when they push.
     *
     * @param job quoted or not: {@code wan}, {@code job/wan} or {@code job@base64/d2Fu}; no task with old nodes has a slash in its name
     * @throws RefusedException when it is not in base64 where it should be
     */
    static List<String> meant(String job) throws RefusedException {
        String plain = job.startsWith(PLAIN) ? job.substring(PLAIN.length()) : job;
        List<String> names = new ArrayList<>(
                List.of(plain.startsWith(IN_BASE64) ? decoded(plain.substring(IN_BASE64.length())) : plain));
        try {
            for (int i = 0; i < MAX_QUOTED && names.getLast().indexOf('%') >= 0; i++) {
                // A plus is one: what quotes blanks so is no path.
                names.add(URLDecoder.decode(names.getLast().replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            // A percent sign that quotes nothing: the name is what was read so far.
        }
        return names;
    }

    private static String decoded(String base64) throws RefusedException {
        try {
            return new String(Base64.getUrlDecoder().decode(base64.replace("=", "")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.NO_SUCH_TASK, "is not in base64 of the URL alphabet: " + OutsideText.brief(base64), e);
        }
    }
}
