// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.agent.data.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a new node is given to join with: a secret that the controller knows, and by which authority to know the controller.
 *
 * <pre>nm1.&lt;secret&gt;.&lt;SHA-256 of the authority's certificate, base64url without padding&gt;</pre>
 *
 * @param secret what the controller asks for
 * @param authorityPin SHA-256 of the authority's certificate (DER), base64url without padding
 */
public record JoinToken(String secret, String authorityPin) {
    private static final int MAX_BYTES = 4096;
    private static final int PIN_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("nm1\\.([A-Za-z0-9_-]{1,512}={0,2})\\.([A-Za-z0-9_-]{43})");

    /**
     * Reads a token file: one line.
     *
     * @throws IOException when there is none, or it holds something else
     */
    public static JoinToken read(Path file) throws IOException {
        String text = WholeFile.of(file, MAX_BYTES)
                .read()
                .orElseThrow(() -> new IOException("there is no token file " + file
                        + ": make a token with \"netmonitor node token\" on the controller and put it there"));
        return parse(text.strip(), file);
    }

    private static JoinToken parse(String text, Path file) throws IOException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Base64.getUrlDecoder().decode(matcher.group(2)).length != PIN_BYTES) {
            throw new IOException(
                    "the token file " + file
                            + " does not hold a token, which is one line nm1.<secret>.<authority>: copy it again as it was given");
        }
        return new JoinToken(matcher.group(1), matcher.group(2));
    }

    /** Without the secret, since it may end up in a log. */
    @Override
    public String toString() {
        return "JoinToken[authorityPin=" + authorityPin + "]";
    }
}
