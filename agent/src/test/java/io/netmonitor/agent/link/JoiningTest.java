// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.agent.TestAuthority;
import io.netmonitor.agent.TestController;
import io.netmonitor.core.time.Backoff;
import io.netmonitor.core.time.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoiningTest {
    private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    @TempDir
    Path data;

    private Identity join(TestController controller, String token, String name) throws Exception {
        Path file = data.resolve("token");
        Files.writeString(file, token + "\n");
        return new Joining(controller.address(), WallClock.SYSTEM, Backoff.ofCalls(new Random(1)))
                .join(JoinToken.read(file), name, new IdentityFolder(data.resolve("identity")));
    }

    @Test
    void keepsTheIdentityForTheOwnerAlone() throws Exception {
        try (TestController controller = TestController.start()) {
            Identity joined = join(controller, controller.token(), "bj");

            Identity kept = new IdentityFolder(data.resolve("identity")).load().orElseThrow();
            assertThat(joined.name()).isEqualTo("bj");
            assertThat(kept).isEqualTo(joined);
            assertThat(permissions("identity")).isEqualTo("rwx------");
            assertThat(permissions("identity/key.pem")).isEqualTo("rw-------");
        }
    }

    @Test
    void refusesAControllerOfAnotherAuthority() throws Exception {
        try (TestController controller = TestController.start();
                TestController other = TestController.start()) {
            assertThatThrownBy(() -> join(controller, other.token(), "bj"))
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("belongs to another authority")
                    .hasMessageContaining("join with a token of this controller");
        }
    }

    @Test
    void refusesANodeThatPosesAsTheController() throws Exception {
        try (TestController node = TestController.start(new TestAuthority(), "bj", yesterday, tomorrow)) {
            assertThatThrownBy(() -> join(node, node.token(), "bj"))
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("is not a controller");
        }
    }

    @Test
    void refusesACertificateOutOfItsTime() throws Exception {
        try (TestController old = TestController.start(
                new TestAuthority(), "controller.netmonitor", yesterday, yesterday.plusSeconds(60))) {
            assertThatThrownBy(() -> join(old, old.token(), "bj"))
                    .isInstanceOf(UntrustedException.class)
                    .hasMessageContaining("set the clock, or renew the certificate");
        }
    }

    @Test
    void saysWhyTheControllerRefusesTheToken() throws Exception {
        try (TestController controller = TestController.start()) {
            String wrong = controller.token().replace(TestController.SECRET, "other");

            assertThatThrownBy(() -> join(controller, wrong, "bj"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("the controller did not let this node join as bj: the token is unknown or has expired"
                            + " (HTTP 401)");
            assertThat(new IdentityFolder(data.resolve("identity")).load()).isEmpty();
        }
    }

    @Test
    void saysThatTheNameIsTaken() throws Exception {
        try (TestController controller = TestController.start()) {
            join(controller, controller.token(), "bj");

            assertThatThrownBy(() -> join(controller, controller.token(), "bj"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("there is a node of this name: bj (HTTP 409)");
        }
    }

    @Test
    void triesOnUntilTheControllerIsThere() throws Exception {
        try (TestController controller = TestController.start()) {
            controller.leave();
            CompletableFuture<Identity> joining = CompletableFuture.supplyAsync(() -> {
                try {
                    return join(controller, controller.token(), "bj");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            controller.comeBack();

            assertThat(joining.get(1, TimeUnit.MINUTES).name()).isEqualTo("bj");
        }
    }

    @Test
    void saysWhatATokenLooksLike() throws Exception {
        Path file = data.resolve("token");
        Files.writeString(file, "nm1.secret");

        assertThatThrownBy(() -> JoinToken.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one line nm1.<secret>.<authority>");
        assertThatThrownBy(() -> JoinToken.read(data.resolve("none"))).hasMessageContaining("there is no token file");
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
    }
}
