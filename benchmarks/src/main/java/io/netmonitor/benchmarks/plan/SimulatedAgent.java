// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.agent.link.Identity;
import io.netmonitor.core.json.Json;
import io.netmonitor.core.node.NodeReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A node that hears its plans and reports itself as an agent does, with a certificate of its own over two connections, and measures nothing. Each of its
 * loops is run by a thread of its own.
 */
final class SimulatedAgent {
    private static final long REPORT_EVERY_MS = 15_000;
    private static final char[] IN_MEMORY_ONLY = "in memory only".toCharArray();

    private final String name;
    private final InetSocketAddress controller;
    private final SSLContext tls;
    private final String report;
    private final Ear ear;

    /** Hears of plans that came. */
    interface Ear {
        /** A node has a plan, since an instant of {@link System#nanoTime}. Called on the node's thread. */
        void heard(String node, long nanoTime, PlanText plan);
    }

    SimulatedAgent(Identity identity, InetSocketAddress controller, Ear ear)
            throws GeneralSecurityException, IOException {
        this.name = identity.name();
        this.controller = controller;
        this.tls = context(identity);
        this.ear = ear;
        // Its answering side is said to be where nobody is.
        this.report = Json.write(
                new NodeReport("0.1.0", List.of("192.0.2.1"), Map.of("basic", 862), null, false, null, 0, 0));
    }

    /** Says where it is and waits for plans until it is interrupted or the controller ends the connection. */
    void followPlans() throws IOException {
        try (PlainHttp http = connect()) {
            String revision = "";
            expect(http.send("PUT", "/agent/v1/node", report), 204);
            while (!Thread.currentThread().isInterrupted()) {
                PlainHttp.Answer answer = http.send("GET", "/agent/v1/plan?revision=" + revision, null);
                long nanoTime = System.nanoTime();
                if (answer.status() != 204) {
                    PlanText plan = new PlanText(expect(answer, 200).body());
                    revision = plan.revision();
                    ear.heard(name, nanoTime, plan);
                }
            }
        }
    }

    /** Reports itself again and again. */
    void report() throws IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(REPORT_EVERY_MS));
        try (PlainHttp http = connect()) {
            while (!Thread.currentThread().isInterrupted()) {
                expect(http.send("PUT", "/agent/v1/node", report), 204);
                TimeUnit.MILLISECONDS.sleep(REPORT_EVERY_MS);
            }
        }
    }

    private PlainHttp connect() throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(controller.getAddress(), controller.getPort());
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        return new PlainHttp(socket, controller.getHostString() + ":" + controller.getPort());
    }

    private PlainHttp.Answer expect(PlainHttp.Answer answer, int status) throws IOException {
        if (answer.status() != status) {
            throw new IOException(name + " was answered with " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    private static SSLContext context(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        Certificate[] chain = {identity.certificate(), identity.authority()};
        keys.setKeyEntry(identity.name(), identity.key(), IN_MEMORY_ONLY, chain);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, IN_MEMORY_ONLY);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", identity.authority());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
