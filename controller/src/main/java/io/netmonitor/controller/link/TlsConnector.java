// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.link;

import io.netmonitor.controller.registry.Authority;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.UUID;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the TLS 1.3 connector that shows the controller's certificate and takes those of the house's nodes. */
final class TlsConnector {
    private TlsConnector() {}

    static ServerConnector of(Server server, HttpConfiguration base, Authority authority, InetSocketAddress listen) {
        HttpConfiguration http = new HttpConfiguration(base);
        // Agents know the controller by its certificate's name, whatever address they dial: no SNI to compare with.
        http.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(factory(authority), HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
        connector.setHost(listen.getHostString());
        connector.setPort(listen.getPort());
        // A long poll is silent for 30 s.
        connector.setIdleTimeout(60_000);
        return connector;
    }

    private static SslContextFactory.Server factory(Authority authority) {
        try {
            String password = UUID.randomUUID().toString();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("controller", authority.controller().key(), password.toCharArray(), new Certificate[] {
                authority.controller().certificate(), authority.certificate()
            });
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority.certificate());
            SslContextFactory.Server factory = new SslContextFactory.Server();
            factory.setKeyStore(keys);
            factory.setKeyStorePassword(password);
            factory.setTrustStore(trusted);
            factory.setIncludeProtocols("TLSv1.3");
            factory.setSniRequired(false);
            // Wanted, not needed: a node that joins has none yet.
            factory.setWantClientAuth(true);
            factory.setEndpointIdentificationAlgorithm(null);
            return factory;
        } catch (GeneralSecurityException | java.io.IOException e) {
            throw new IllegalStateException("the controller's key store cannot be made", e);
        }
    }
}
