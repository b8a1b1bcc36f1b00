// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against another implementation of PKCS#10, which re-encodes what it read. */
final class CertificateRequestTest {
    /** One octet of length, two, and three. */
    @ParameterizedTest
    @ValueSource(ints = {1, 64, 300, 70_000})
    void anotherImplementationReadsAndVerifiesIt(int nameCharacters) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String name = "n".repeat(nameCharacters);

        byte[] der = CertificateRequest.der(pair, name);

        JcaPKCS10CertificationRequest read = new JcaPKCS10CertificationRequest(der);
        assertThat(read.getSubject()).hasToString("CN=" + name);
        assertThat(read.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(pair.getPublic())))
                .isTrue();
        assertThat(read.getAttributes()).isEmpty();
        assertThat(read.toASN1Structure().getEncoded("DER")).isEqualTo(der);
    }
}
