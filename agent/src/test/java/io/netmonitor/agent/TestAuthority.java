// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.link.Identity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate authority such as a controller has. */
public final class TestAuthority {
    /** Certificates are good from so long before they are made, for hosts whose clocks are behind. */
    static final Duration BACKDATED = Duration.ofHours(25);

    private static final char[] PASSWORD = "test".toCharArray();

    private final KeyPair keys = keyPair();
    private final AtomicLong serial = new AtomicLong();
    private final X509Certificate certificate;

    public TestAuthority() {
        Instant now = Instant.now();
        this.certificate =
                certify("authority", keys.getPublic(), now.minus(BACKDATED), now.plus(Duration.ofDays(2)), null);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** SHA-256 of the certificate as tokens carry it. */
    public String pin() throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    /** A certificate for a node's key, good for client authentication alone. */
    public X509Certificate certifyNode(String name, PublicKey key) {
        Instant now = Instant.now();
        return certify(name, key, now.minus(BACKDATED), now.plus(Duration.ofDays(2)), null);
    }

    /** A node that has joined. */
    public Identity join(String name) {
        KeyPair pair = keyPair();
        return new Identity(name, pair.getPrivate(), certifyNode(name, pair.getPublic()), certificate);
    }

    /** TLS for a server whose certificate has a DNS name and is good for a time; nodes may show theirs. */
    public SSLContext serverTls(String dnsName, Instant from, Instant until)
            throws GeneralSecurityException, IOException {
        KeyPair pair = keyPair();
        Certificate[] chain = {certify("controller", pair.getPublic(), from, until, dnsName), certificate};
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("controller", pair.getPrivate(), PASSWORD, chain);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private X509Certificate certify(String name, PublicKey key, Instant from, Instant until, @Nullable String dnsName) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=authority"),
                    BigInteger.valueOf(serial.incrementAndGet()),
                    Date.from(from),
                    Date.from(until),
                    new X500Name("CN=" + name),
                    key);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(name.equals("authority")));
            if (dnsName == null && !name.equals("authority")) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            if (dnsName != null) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
