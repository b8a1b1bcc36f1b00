// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static io.netmonitor.agent.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactTest {
    private final Contact contact = new Contact("https://controller:3443", () -> START);

    @Test
    void isDownUntilTheControllerIsHeard() {
        assertThat(contact.check().up()).isFalse();
        assertThat(contact.check().detail()).isEqualTo("not connected to https://controller:3443, last heard never");
    }

    @Test
    void saysWhenTheControllerWasHeard() {
        contact.heard("plan");

        assertThat(contact.check().up()).isTrue();
        assertThat(contact.check().detail())
                .isEqualTo("connected to https://controller:3443, last heard 2026-11-22T11:00:00Z");
    }

    @Test
    void saysWhyItIsNotHeard() {
        contact.heard("plan");
        contact.failed("nothing listens there");

        assertThat(contact.check().up()).isFalse();
        assertThat(contact.check().detail()).endsWith("last error: nothing listens there");
        contact.heard("plan");
        assertThat(contact.check().up()).isTrue();
    }

    @Test
    void keepsARefusalInMindThoughOtherRequestsSucceed() {
        contact.refused("results", "the store is away");
        contact.heard("plan");

        assertThat(contact.check().up()).isFalse();
        assertThat(contact.check().detail()).endsWith("which refuses {results=the store is away}");
        contact.heard("results");
        assertThat(contact.check().up()).isTrue();
    }
}
