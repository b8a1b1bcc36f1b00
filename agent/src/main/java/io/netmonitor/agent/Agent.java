// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent;

import io.netmonitor.agent.data.DataFolder;
import io.netmonitor.agent.link.ControllerLink;
import io.netmonitor.agent.link.ControllerTime;
import io.netmonitor.agent.link.Identity;
import io.netmonitor.agent.link.IdentityFolder;
import io.netmonitor.agent.link.JoinToken;
import io.netmonitor.agent.link.Joining;
import io.netmonitor.agent.link.Tls;
import io.netmonitor.agent.plan.PlanBook;
import io.netmonitor.agent.plan.Scheduler;
import io.netmonitor.agent.spool.Spool;
import io.netmonitor.agent.spool.SpoolOptions;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.extension.Extensions;
import io.netmonitor.core.time.Backoff;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * An agent at work, put together from its parts.
 *
 * <pre>
 * PlanFollower ─► PlanBook ─► Scheduler ─► probe ─► Spool ─► Delivery
 *      ▲             └──────► Answering                         │
 *      └───────────── ControllerLink ◄── Upkeep                 │
 *                           ▲───────────────────────────────────┘
 * </pre>
 */
public final class Agent implements Component {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final List<Component> asked = new ArrayList<>();
    private final Identity identity;
    private final Answering answering;

    private Agent(AgentOptions options, Extensions extensions, RandomGenerator random)
            throws IOException, InterruptedException {
        long startedNs = options.monotonic().nanoTime();
        try {
            DataFolder data = part(DataFolder.take(options.data()));
            this.identity = identity(options, data, random);
            // Results last longest: whatever else ends may still have one to keep.
            Spool spool = asked(Spool.open(SpoolOptions.in(options.data()), options.monotonic()));
            PlanBook book = PlanBook.open(data.resolve("plan.json"));
            ControllerTime time =
                    new ControllerTime(options.wall(), options.monotonic(), Upkeep.keptOffset(options.data()));
            ControllerLink link = asked(new ControllerLink(options.controller(), identity, time, options.wall()));
            SSLContext peers = Tls.betweenNodes(identity, options.wall());
            this.answering = part(Answering.start(options.listen(), peers, extensions));
            asked.addAll(answering.sides());
            answering.follow(book.plans(), time.now());
            Path marks = data.resolve("spool");
            Scheduler scheduler = asked(Scheduler.start(time, peers, book, marks, extensions, spool::append));
            PlanFollower follower = new PlanFollower(link, book, () -> {
                answering.follow(book.plans(), time.now());
                scheduler.wake();
            });
            Reporter reporter = new Reporter(options, time, spool, answering, startedNs);
            Upkeep upkeep = new Upkeep(options, link, time, book, answering, reporter);
            part(Loop.start("netmonitor-upkeep", random, upkeep));
            part(Loop.start("netmonitor-plan", random, follower));
            part(Loop.start("netmonitor-delivery", random, new Delivery(spool, link)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts an agent. A node that has not joined yet does so first, which lasts until the controller can be reached; one that has
     * starts at once, with or without its controller.
     *
     * @throws IOException when it cannot start, or may not join; the message says what to do
     */
    public static Agent start(AgentOptions options, Extensions extensions) throws IOException {
        try {
            return new Agent(options, extensions, RandomGenerator.getDefault());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the agent was stopped while it started");
        }
    }

    private static Identity identity(AgentOptions options, DataFolder data, RandomGenerator random)
            throws IOException, InterruptedException {
        IdentityFolder folder = new IdentityFolder(data.resolve("identity"));
        Identity known = folder.load().orElse(null);
        if (known != null) {
            if (!known.name().equals(options.name())) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "this node joined as {0}; the name {1} is not used",
                        known.name(),
                        options.name());
            }
            return known;
        }
        if (options.tokenFile() == null) {
            throw new IOException("this node has not joined yet, and no token file is given: make a token with"
                    + " \"netmonitor node token\" on the controller and pass it with --token-file");
        }
        return new Joining(options.controller(), options.wall(), Backoff.ofCalls(random))
                .join(JoinToken.read(options.tokenFile()), options.name(), folder);
    }

    /** The node's name. */
    public String name() {
        return identity.name();
    }

    /** Where the answering sides listen, by probe type. */
    public Map<String, InetSocketAddress> listening() {
        return answering.addresses();
    }

    /** Up while all parts are: whether the controller is heard, what waits in the spool, what is being measured. */
    @Override
    public Health check() {
        List<Health> parts = asked.stream().map(Component::check).toList();
        String detail = "node " + identity.name() + "; "
                + String.join("; ", parts.stream().map(Health::detail).toList());
        return new Health(parts.stream().allMatch(Health::up), detail);
    }

    /** Ends what is being measured and keeps all results for the next start. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a part of the agent did not close: {0}", e.toString());
            }
        }
    }

    private <T extends Closeable> T part(T part) {
        parts.push(part);
        return part;
    }

    private <T extends Component> T asked(T component) {
        asked.add(component);
        return part(component);
    }
}
