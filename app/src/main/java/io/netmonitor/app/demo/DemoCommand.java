// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import io.netmonitor.app.command.Address;
import io.netmonitor.app.command.Failures;
import io.netmonitor.core.time.Durations;
import io.netmonitor.core.time.MonotonicClock;
import io.netmonitor.lab.Availability;
import io.netmonitor.lab.Lab;
import io.netmonitor.lab.LabException;
import io.netmonitor.lab.ProcessStamp;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs a controller and four nodes on this machine, and shows the grids as they fill. */
@Command(
        name = "demo",
        description = {
            "Runs a controller and four nodes that measure each other, all on this machine; shows the grids as"
                    + " they fill.",
            "As root on Linux the nodes stand in a lab of network namespaces with shaped and lossy links, else on"
                    + " loopback. Everything is removed at the end."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  netmonitor demo --for 60s"})
public final class DemoCommand implements Callable<Integer> {
    private static final InetSocketAddress DEFAULT_LISTEN =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 3000);

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = Length.class,
            description =
                    "Ends by itself that long after the address was printed, such as 60s or 5m (default: at Ctrl-C).")
    private @Nullable Duration length;

    @Option(
            names = "--listen",
            paramLabel = "ADDR:PORT",
            converter = Address.class,
            description = "Where a browser reaches the controller (default 127.0.0.1:3000, or the next free port).")
    private @Nullable InetSocketAddress listen;

    @Option(names = "--dry-run", description = "Prints the commands that it would start, and starts nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return dryRun ? print() : run();
    }

    private int print() throws IOException, InterruptedException {
        Availability availability = Lab.availability();
        Path folder = temporary().resolve("netmonitor-demo-by-hand");
        InetSocketAddress people = listen == null ? DEFAULT_LISTEN : listen;
        try (Ground ground = availability.ok() ? LabGround.describe() : LoopbackGround.open(availability.toString())) {
            DemoCommands commands = new DemoCommands(List.of("./netmonitor"), folder, people, ground);
            new DryRun(commands).lines(DemoTask.all()).forEach(out()::println);
        }
        out().flush();
        return Failures.DONE;
    }

    private int run() throws IOException, InterruptedException {
        // Since JDK 25 there may be no console at all, whatever Error Prone believes.
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Screen screen = new Screen(out(), terminal, MonotonicClock.SYSTEM);
        try (CleanUp cleanUp = new CleanUp(this::complain)) {
            DemoFolder folder = DemoFolder.create(temporary(), ProcessStamp.current());
            cleanUp.add(folder::delete);
            sweep(folder, screen);
            PortClaim people = cleanUp.add(claim(screen));
            Ground ground = cleanUp.add(ground(screen));
            DemoCommands commands = new DemoCommands(Launcher.words(), folder.path(), people.address(), ground);
            if (commands.openToOthers()) {
                screen.say("note: --listen is beyond loopback, so whoever reaches it can see and change this demo");
            }
            Demo demo = cleanUp.add(new Demo(commands, folder, screen, MonotonicClock.SYSTEM));
            demo.start(DemoTask.all());
            screen.say("open " + commands.url() + (length == null ? " - Ctrl-C ends the demo" : ""));
            demo.watch(Optional.ofNullable(length));
            return Failures.DONE;
        } catch (PartFailure e) {
            complain(e);
            e.logTail().forEach(line -> spec.commandLine().getErr().println("  " + line));
            return Failures.FAILED;
        }
    }

    private void sweep(DemoFolder folder, Screen screen) throws IOException {
        int left = folder.sweepOthers().size();
        if (Lab.availability().ok()) {
            left += Lab.sweep().size();
        }
        if (left > 0) {
            screen.say("note: removed what an earlier demo had left");
        }
    }

    private PortClaim claim(Screen screen) throws IOException {
        if (listen != null) {
            try {
                return PortClaim.exactlyTcp(listen);
            } catch (IOException e) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--listen cannot be had: " + e.getMessage() + "; choose another address or port",
                        e);
            }
        }
        PortClaim people = PortClaim.tcp(DEFAULT_LISTEN.getAddress(), DEFAULT_LISTEN.getPort());
        if (people.address().getPort() != DEFAULT_LISTEN.getPort()) {
            screen.say("note: port 3000 is taken, so " + people.address().getPort() + " it is");
        }
        return people;
    }

    /** A lab that cannot be built, as in a container with few rights, is no reason to show nothing. */
    private Ground ground(Screen screen) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Ground ground;
        Availability availability = Lab.availability();
        if (availability.ok()) {
            try {
                ground = LabGround.open();
            } catch (LabException e) {
                screen.say("note: " + e.getMessage());
                ground = LoopbackGround.open("a kernel that lets this user make network namespaces");
            }
        } else {
            ground = LoopbackGround.open(availability.toString());
        }
        ground.notices().forEach(notice -> screen.say("note: " + notice));
        screen.say(String.format(Locale.ROOT, "  %-12s %5.1f s", "network", (System.nanoTime() - began) / 1e9));
        return ground;
    }

    private void complain(Exception e) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("netmonitor: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        err.flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Reads the value of {@code --for}. */
    static final class Length implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Durations.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("is " + e.getMessage());
            }
        }
    }
}
