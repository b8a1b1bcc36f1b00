// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.node;

import io.netmonitor.core.InvalidInputException;
import java.util.regex.Pattern;

/** The rule for node names: they are identities, and appear in certificates, labels and URLs. */
public final class NodeName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9._-]{1,64}");

    private NodeName() {}

    /** Whether a name may be a node's. */
    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    /**
     * The name itself.
     *
     * @throws InvalidInputException naming the field, when it may not be a node's name
     */
    public static String require(String field, String name) {
        if (!isValid(name)) {
            throw new InvalidInputException(field, "is not 1 to 64 of a-z, 0-9, '.', '_' and '-': " + name);
        }
        return name;
    }
}
