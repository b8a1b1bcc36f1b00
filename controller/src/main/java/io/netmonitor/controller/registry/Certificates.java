// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.registry;

import io.netmonitor.core.InvalidInputException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
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
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * Makes the certificates of the house (X.509, RFC 5280): EC P-256, ECDSA with SHA-256. All are valid from 25 hours before they
 * are made, so that a node whose clock is a day behind can still join.
 */
final class Certificates {
    /** The name by which agents recognise a controller's certificate, whatever its address. */
    static final String CONTROLLER_NAME = "controller.netmonitor";

    private static final Duration BACKDATED = Duration.ofHours(25);
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(20 * 365);
    /** Shorter than a year wants renewal by the agents themselves first. */
    private static final Duration LEAF_VALIDITY = Duration.ofDays(5 * 365);

    private final SecureRandom random = new SecureRandom();

    Identity newAuthority(Instant now) throws GeneralSecurityException {
        KeyPair pair = newKeyPair();
        X500Principal name = new X500Principal("CN=NetMonitor authority");
        Draft draft = new Draft(name, pair.getPublic(), AUTHORITY_VALIDITY, now);
        X509Certificate certificate = sign(name, pair.getPrivate(), draft, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        });
        return new Identity(pair.getPrivate(), certificate);
    }

    Identity newController(Identity authority, Instant now) throws GeneralSecurityException {
        KeyPair pair = newKeyPair();
        Draft draft = new Draft(new X500Principal("CN=NetMonitor controller"), pair.getPublic(), LEAF_VALIDITY, now);
        X509Certificate certificate = sign(issuer(authority), authority.key(), draft, builder -> {
            leaf(builder, KeyPurposeId.id_kp_serverAuth);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, CONTROLLER_NAME)));
        });
        return new Identity(pair.getPrivate(), certificate);
    }

    /**
     * Signs a node's request. Only its key is taken from it: the name is the controller's word.
     *
     * @throws InvalidInputException when the request is not one, or not signed by its own key
     */
    X509Certificate signNode(Identity authority, String node, String requestPem, Instant now)
            throws GeneralSecurityException {
        Draft draft = new Draft(new X500Principal("CN=" + node), requestedKey(requestPem), LEAF_VALIDITY, now);
        return sign(issuer(authority), authority.key(), draft, builder -> leaf(builder, KeyPurposeId.id_kp_clientAuth));
    }

    private static PublicKey requestedKey(String requestPem) {
        try {
            JcaPKCS10CertificationRequest request =
                    new JcaPKCS10CertificationRequest(Pem.read("CERTIFICATE REQUEST", requestPem));
            PublicKey key = request.getPublicKey();
            if (!key.getAlgorithm().equals("EC")) {
                throw new InvalidInputException("csr", "is for a key that is not EC: " + key.getAlgorithm());
            }
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new InvalidInputException("csr", "is not signed by its own key");
            }
            return key;
        } catch (IOException | GeneralSecurityException | OperatorCreationException | PKCSException e) {
            throw new InvalidInputException("csr", "is not a PKCS#10 request in PEM: " + e.getMessage());
        }
    }

    private static X500Principal issuer(Identity authority) {
        return authority.certificate().getSubjectX500Principal();
    }

    private static void leaf(JcaX509v3CertificateBuilder builder, KeyPurposeId purpose) throws IOException {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        // A node's certificate is good for client authentication alone: a node cannot pose as the controller.
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    private X509Certificate sign(X500Principal issuer, PrivateKey signer, Draft draft, Extensions extensions)
            throws GeneralSecurityException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random),
                Date.from(draft.now().minus(BACKDATED)),
                Date.from(draft.now().plus(draft.validity())),
                draft.subject(),
                draft.key());
        try {
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign the certificate of " + draft.subject(), e);
        }
    }

    private KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private record Draft(X500Principal subject, PublicKey key, Duration validity, Instant now) {}

    @FunctionalInterface
    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws IOException;
    }
}
