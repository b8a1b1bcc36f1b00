// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.store.ConflictException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Optimistic locking by ETag and If-Match (RFC 9110, section 13.1.1); an ETag is a revision. */
final class Revisions {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,9})\"?");

    private Revisions() {}

    /** The revision that a change is to be made from; null for whatever there is. */
    static @Nullable Integer expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new InvalidInputException("If-Match", "is not a revision such as \"3\": " + ifMatch);
        }
        return Integer.valueOf(tag.group(1));
    }

    /** Makes a change; a conflict with the revision that was named is a failed precondition. */
    static <T> T orElseFailed(@Nullable Integer expected, Supplier<T> change) {
        try {
            return change.get();
        } catch (ConflictException e) {
            if (expected == null) {
                throw e;
            }
            throw new ProblemException(
                    new Problem(412, "Somebody else changed it", String.valueOf(e.getMessage()), List.of()));
        }
    }
}
