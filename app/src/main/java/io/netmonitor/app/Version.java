// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as the build wrote it down. */
public final class Version implements IVersionProvider {
    /** The version alone: {@code 0.1.0}. */
    public static String text() {
        try (InputStream in = Version.class.getResourceAsStream("/netmonitor.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("netmonitor.properties on the class path cannot be read", e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"netmonitor " + text()};
    }
}
