// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static java.util.Objects.requireNonNull;

import io.netmonitor.core.node.NodeName;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Who this node is, as its controller's authority certified it.
 *
 * @param name the node's name, from the certificate
 * @param key its secret key
 * @param certificate signed by the authority for that key
 * @param authority certificate of the authority, which the controller's certificate is signed by too
 */
public record Identity(String name, PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    public Identity {
        requireNonNull(key, "key");
        requireNonNull(authority, "authority");
        NodeName.require("name", name);
    }

    /** Puts the parts together; the name is the certificate's. */
    static Identity of(PrivateKey key, X509Certificate certificate, X509Certificate authority) throws IOException {
        return new Identity(nodeName(certificate), key, certificate, authority);
    }

    /** The node that a certificate names; an exception says so when it names none. */
    static String nodeName(X509Certificate certificate) throws IOException {
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            for (Rdn part : new LdapName(subject).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")
                        && NodeName.isValid(part.getValue().toString())) {
                    return part.getValue().toString();
                }
            }
        } catch (InvalidNameException e) {
            throw new IOException("the certificate has no readable subject: " + subject, e);
        }
        throw new IOException("the certificate names no node: " + subject);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Identity[name=" + name + "]";
    }
}
