// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * One file as it is sent to browsers.
 *
 * @param bytes content; not copied, so do not change it
 * @param contentType with the character set for text
 * @param etag strong entity tag with its quotes
 * @param cacheControl how long a browser may keep it without asking
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only sent
record Asset(byte[] bytes, String contentType, String etag, String cacheControl) {
    /** For files whose address holds their version: what is there never changes. */
    static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** For our own files, which change with a release: kept, but asked about each time. */
    static final String REVALIDATE = "no-cache";

    static Asset of(String path, byte[] bytes, String cacheControl) {
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes));
        return new Asset(bytes, contentTypeOf(path), '"' + digest.substring(0, 22) + '"', cacheControl);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private static String contentTypeOf(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "ico" -> "image/x-icon";
            default -> throw new IllegalArgumentException("no content type is known for " + path);
        };
    }
}
