// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.command;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code HOST:PORT}, IPv6 in brackets, of somebody who may come later: the name is not looked up, so that what asks for it
 * starts without a name server.
 */
public final class RemoteAddress implements ITypeConverter<InetSocketAddress> {
    private static final Pattern FORM = Pattern.compile(
            "(?:\\[([0-9a-fA-F:.]{2,45}(?:%[A-Za-z0-9._-]{1,32})?)]|([A-Za-z0-9._-]{1,253})):(\\d{1,5})");

    @Override
    public InetSocketAddress convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "is not HOST:PORT, IPv6 in brackets, such as gateway.example:9091 or [2001:db8::1]:9091: " + text);
        }
        int port = Integer.parseInt(matcher.group(3));
        if (port < 1 || port > 0xFFFF) {
            throw new TypeConversionException("has a port that is not 1 to 65535: " + text);
        }
        String six = matcher.group(1);
        return InetSocketAddress.createUnresolved(six == null ? matcher.group(2) : six, port);
    }
}
