// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import io.netmonitor.agent.data.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the identity is kept, readable by the owner alone. The key is made and kept before joining, so that a node whose
 * join was answered but not heard asks again with the same key.
 *
 * <pre>
 * key.pem          PRIVATE KEY, PKCS#8, EC P-256
 * public.pem       PUBLIC KEY, for asking again
 * certificate.pem  CERTIFICATE of the node
 * authority.pem    CERTIFICATE of the authority
 * </pre>
 */
public final class IdentityFolder {
    private static final int MAX_BYTES = 64 << 10;

    private final Path folder;

    public IdentityFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The identity, when this node joined before.
     *
     * @throws IOException when the files are there but cannot be read
     */
    public Optional<Identity> load() throws IOException {
        String certificate = read("certificate.pem");
        String key = read("key.pem");
        if (certificate == null || key == null) {
            return Optional.empty();
        }
        String authority = read("authority.pem");
        if (authority == null) {
            throw new IOException("authority.pem is missing in " + folder
                    + ": put it back, or remove the folder and join with a new token");
        }
        return Optional.of(Identity.of(
                Pem.key(key, folder.resolve("key.pem").toString()),
                Pem.certificate(certificate, folder.resolve("certificate.pem").toString()),
                Pem.certificate(authority, folder.resolve("authority.pem").toString())));
    }

    /** The key pair with which to ask, made at the first call. */
    KeyPair keyPair() throws IOException {
        String secret = read("key.pem");
        String open = read("public.pem");
        if (secret != null && open != null) {
            PrivateKey key = Pem.key(secret, folder.resolve("key.pem").toString());
            PublicKey publicKey =
                    Pem.publicKey(open, folder.resolve("public.pem").toString());
            return new KeyPair(publicKey, key);
        }
        KeyPair pair = freshPair();
        file("key.pem").write(Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded()));
        file("public.pem").write(Pem.write("PUBLIC KEY", pair.getPublic().getEncoded()));
        return pair;
    }

    /** Keeps what joining gave; the certificate last, since it is what says that this node joined. */
    void keep(X509Certificate certificate, X509Certificate authority) throws IOException {
        try {
            file("authority.pem").write(Pem.write("CERTIFICATE", authority.getEncoded()));
            file("certificate.pem").write(Pem.write("CERTIFICATE", certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate cannot be encoded: " + e.getMessage(), e);
        }
    }

    private static KeyPair freshPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has EC P-256", e);
        }
    }

    private @Nullable String read(String name) throws IOException {
        return file(name).read().orElse(null);
    }

    private WholeFile file(String name) {
        return WholeFile.secret(folder.resolve(name), MAX_BYTES);
    }
}
