// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netmonitor.lab.ProcessStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    private static final ProcessStamp ME = ProcessStamp.current();
    /** The number of a living process, but of an earlier one by that number. */
    private static final ProcessStamp GONE = new ProcessStamp(ME.pid(), ME.start() + 1);

    @TempDir
    private Path temporary;

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        DemoFolder folder = DemoFolder.create(temporary, ME);

        assertThat(Files.getPosixFilePermissions(folder.path()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void sweepsFoldersAndProcessesOfDemosThatAreGone() throws IOException {
        DemoFolder left = DemoFolder.create(temporary, GONE);
        Files.createDirectories(left.path().resolve("controller"));
        Files.writeString(left.path().resolve("controller/results"), "x");
        Process orphan = sleeper();
        left.remember(orphan.toHandle());

        assertThat(DemoFolder.create(temporary, ME).sweepOthers()).containsExactly(left.path());

        assertThat(left.path()).doesNotExist();
        await().until(() -> !orphan.isAlive());
    }

    @Test
    void sparesLivingDemosAndStrangers() throws IOException {
        DemoFolder living = DemoFolder.create(temporary, ME);
        Path stranger = Files.createDirectory(temporary.resolve("netmonitor-demo-by-hand"));

        assertThat(DemoFolder.create(temporary, ME).sweepOthers()).isEmpty();

        assertThat(living.path()).exists();
        assertThat(stranger).exists();
    }

    @Test
    void killsNoProcessThatOnlyHasTheNumber() throws IOException {
        Process innocent = sleeper();
        try {
            ProcessStamp stamp = ProcessStamp.of(innocent.pid()).orElseThrow();
            DemoFolder left = DemoFolder.create(temporary, GONE);
            Files.writeString(
                    left.path().resolve("processes"),
                    new ProcessStamp(stamp.pid(), stamp.start() + 1) + "\nnonsense\n");

            DemoFolder.create(temporary, ME).sweepOthers();

            assertThat(left.path()).doesNotExist();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void removesALinkButNotWhatItPointsAt() throws IOException {
        Path kept = Files.writeString(temporary.resolve("kept"), "x");
        DemoFolder left = DemoFolder.create(temporary, GONE);
        Files.createSymbolicLink(left.path().resolve("link"), kept);
        Path linked = Files.createDirectory(temporary.resolve("elsewhere"));
        Path disguise = temporary.resolve("netmonitor-demo-" + GONE + "-link");
        Files.createSymbolicLink(disguise, linked);

        DemoFolder.create(temporary, ME).sweepOthers();

        assertThat(kept).exists();
        assertThat(linked).exists();
        assertThat(Files.exists(disguise, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(left.path()).doesNotExist();
    }

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }
}
