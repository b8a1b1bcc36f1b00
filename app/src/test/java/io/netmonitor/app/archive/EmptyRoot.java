// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder that a process can take for the whole file system: this host's shell with the C library, and the libraries that are
 * named, but no other program. What is under {@code /proc} and the source of randomness are lent to it by a mount that only the process itself
 * sees, so nothing needs to be unmounted.
 *
 * @param folder the root
 */
record EmptyRoot(Path folder) {
    /** Lines of {@code ldd}: {@code libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)}, or the loader's path alone. */
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

    /** Parts of the C library that its newer versions keep for older programs alone; programs load them by name. */
    private static final List<String> PARTS_OF_LIBC =
            List.of("libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1");

    static EmptyRoot make(Path folder, List<String> libraries) throws IOException, InterruptedException {
        EmptyRoot root = new EmptyRoot(Files.createDirectories(folder));
        for (String name : List.of("bin", "dev", "etc", "proc", "tmp", "opt")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.createFile(folder.resolve("dev/random"));
        Files.createFile(folder.resolve("dev/urandom"));
        Path shell = Path.of("/bin/sh").toRealPath();
        Files.copy(shell, folder.resolve("bin/sh"), StandardCopyOption.COPY_ATTRIBUTES);
        List<Path> needed = needs(shell);
        Path libc = needed.stream()
                .filter(path -> path.endsWith("libc.so.6"))
                .findFirst()
                .orElseThrow();
        List<String> siblings = new ArrayList<>(PARTS_OF_LIBC);
        siblings.addAll(libraries);
        siblings.forEach(name -> needed.add(libc.resolveSibling(name)));
        for (Path library : needed) {
            if (Files.exists(library)) {
                Path copy = folder.resolve("." + library);
                Files.createDirectories(copy.getParent());
                Files.copy(library.toRealPath(), copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return root;
    }

    /** Unpacks an archive below {@code /opt} and returns its one folder there, as those within see it. */
    String unpack(Path archive) throws IOException, InterruptedException {
        String _ = HostProgram.run(List.of(
                "tar", "-xzf", archive.toString(), "-C", folder.resolve("opt").toString()));
        String name = archive.getFileName().toString();
        return "/opt/" + name.substring(0, name.length() - ".tar.gz".length());
    }

    /**
     * The words that run a command within, when a mount namespace of its own is put before them, such as {@code ip netns exec}
     * makes one.
     */
    List<String> words(String... command) {
        List<String> words = new ArrayList<>(List.of("sh", "-ec", """
                for shared in proc dev/random dev/urandom; do mount --rbind "/$shared" "$0/$shared"; done
                exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "NETMONITOR_JAVA_OPTIONS=${NETMONITOR_JAVA_OPTIONS:-}" chroot "$0" "$@"
                """, folder.toString()));
        words.addAll(List.of(command));
        return words;
    }

    private static List<Path> needs(Path program) throws IOException, InterruptedException {
        List<Path> libraries = new ArrayList<>();
        Matcher matcher = LIBRARY.matcher(HostProgram.run(List.of("ldd", program.toString())));
        while (matcher.find()) {
            libraries.add(Path.of(matcher.group(1)));
        }
        return libraries;
    }
}
