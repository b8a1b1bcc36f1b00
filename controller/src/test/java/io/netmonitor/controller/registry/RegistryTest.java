// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.controller.Bed;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.node.Node;
import io.netmonitor.core.node.NodeEvent;
import io.netmonitor.core.store.ConflictException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    private Bed bed;
    private Instant running = Instant.EPOCH;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bed = new Bed(folder, "bj");
        running = bed.now().minusSeconds(3_600);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void notesWhoJoins() throws Exception {
        JoinTokens tokens = new JoinTokens(bed.state, Authority.open(bed.state, bed.clock), bed.clock);
        String secret = tokens.issue(Duration.ofHours(1)).token().split("\\.", -1)[1];

        assertThat(bed.registry().join("another", "sh", request())).isEmpty();
        assertThat(bed.registry().join(secret, "sh", request())).isPresent();

        assertThat(told()).containsExactly("sh joined");
        assertThat(bed.registry().isKnown("sh")).isTrue();
        assertThatThrownBy(() -> bed.registry().join(secret, "sh", request()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("netmonitor node remove sh");
        assertThatThrownBy(() -> bed.registry().join(secret, "../sh", request()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void notesEachStartOfAnAgentOnce() throws IOException {
        bed.report("bj", running.plusSeconds(4), 0, 0);
        bed.report("bj", running.plusSeconds(8), 0, 0);
        bed.restart();
        bed.report("bj", running.plusSeconds(5), 0, 0);
        assertThat(bed.told).as("its reckoning of its start wanders").isEmpty();

        Instant again = bed.now().minusSeconds(20);
        bed.report("bj", again, 0, 0);
        bed.report("bj", again, 0, 0);

        assertThat(bed.told).containsExactly(new NodeEvent("bj", again, NodeEvent.What.STARTED, "version 0.2.0"));
    }

    @Test
    void anAgentCannotHaveStartedAtATimeThatCannotBe() {
        bed.report("bj", Instant.parse("9999-12-31T23:59:59Z"), 0, 0);
        bed.report("bj", Instant.parse("0001-01-01T00:00:00Z"), 0, 0);
        bed.report("bj", Instant.parse("+100000-01-01T00:00:00Z"), 0, 0);

        assertThat(bed.told).hasSize(3).allSatisfy(event -> {
            assertThat(event.what()).isEqualTo(NodeEvent.What.STARTED);
            assertThat(event.at()).isBetween(bed.now().minus(Duration.ofDays(3_660)), bed.now());
        });
    }

    @Test
    void notesWhoFallsSilentOnceWithTheTimeLastHeard() {
        Instant heard = bed.now();
        bed.pass(Duration.ofSeconds(39));
        bed.registry().tick();
        assertThat(bed.told).isEmpty();
        assertThat(node().lastSeenAt()).isEqualTo(heard);
        assertThat(bed.registry().isOnline(node())).isTrue();

        bed.pass(Duration.ofSeconds(1));
        bed.registry().tick();
        bed.pass(Duration.ofSeconds(60));
        bed.registry().tick();

        assertThat(bed.told).containsExactly(new NodeEvent("bj", heard, NodeEvent.What.OFFLINE, "last heard then"));
        assertThat(bed.registry().isOnline(node())).isFalse();

        bed.registry().seen("bj");
        bed.registry().seen("bj");

        assertThat(told()).containsExactly("bj offline", "bj online");
        assertThat(bed.told.getLast().at()).isEqualTo(bed.now());
    }

    @Test
    void saysNothingAnewWhenTheControllerStartsAgain() throws IOException {
        bed.pass(Duration.ofSeconds(50));
        bed.registry().tick();
        for (int times = 0; times < 3; times++) {
            bed.restart();
            bed.pass(Duration.ofSeconds(50));
            bed.registry().tick();
        }
        assertThat(told()).containsExactly("bj offline");

        bed.registry().seen("bj");
        bed.pass(Duration.ofSeconds(1));
        bed.restart();
        bed.registry().seen("bj");

        assertThat(told()).containsExactly("bj offline", "bj online");
    }

    @Test
    void whatWasNotHeardWhileTheControllerDidNotRunSaysNothing() throws IOException {
        Instant heard = bed.now();
        bed.pass(Duration.ofHours(2));
        bed.restart();
        bed.pass(Duration.ofSeconds(39));
        bed.registry().tick();
        assertThat(bed.told).isEmpty();

        bed.pass(Duration.ofSeconds(1));
        bed.registry().tick();

        assertThat(bed.told).containsExactly(new NodeEvent("bj", heard, NodeEvent.What.OFFLINE, "last heard then"));
    }

    @Test
    void notesHowManyResultsWereDroppedSinceTheLastReport() {
        bed.report("bj", running, 0, 7);
        bed.report("bj", running, 0, 7);
        bed.pass(Duration.ofSeconds(15));
        bed.report("bj", running, 0, 10);
        bed.report("bj", running, 0, 0);

        assertThat(bed.told)
                .extracting(event -> event.what().label() + " " + event.detail())
                .containsExactly(
                        "dropped 7 results, since its spool was full", "dropped 3 results, since its spool was full");
    }

    @Test
    void notesWhoIsLetGoAndHearsOfThemNoMore() {
        assertThat(bed.registry().remove("bj")).isTrue();
        assertThat(bed.registry().remove("bj")).isFalse();
        bed.registry().seen("bj");
        bed.report("bj", running, 0, 99);
        bed.pass(Duration.ofMinutes(5));
        bed.registry().tick();

        assertThat(told()).containsExactly("bj removed");
        assertThat(bed.registry().isKnown("bj")).isFalse();
        assertThat(bed.registry().nodes()).isEmpty();
    }

    @Test
    void describesNodesAndRefusesBadLabels() {
        assertThat(bed.registry().describe("bj", "Beijing", Map.of("site", "north")))
                .hasValueSatisfying(node -> assertThat(node.labels()).containsEntry("site", "north"));
        assertThat(bed.registry().describe("sh", "Shanghai", Map.of())).isEmpty();
        assertThatThrownBy(() -> bed.registry().describe("bj", " ", Map.of()))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> bed.registry().describe("bj", "Beijing", Map.of("Site", "north")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Site");
    }

    private Node node() {
        return bed.registry().node("bj").orElseThrow();
    }

    private List<String> told() {
        return bed.told.stream()
                .map(event -> event.node() + " " + event.what().label())
                .toList();
    }

    private static String request() throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        byte[] der = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=any"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }
}
