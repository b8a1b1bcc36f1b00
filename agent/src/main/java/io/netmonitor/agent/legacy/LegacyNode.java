// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import io.netmonitor.agent.data.DataFolder;
import io.netmonitor.agent.data.WholeFile;
import io.netmonitor.agent.legacy.Refusal.Reason;
import io.netmonitor.core.Component;
import io.netmonitor.core.Health;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.outside.Refusals;
import io.netmonitor.core.path.AddressText;
import io.netmonitor.probe.perftrace.PerfTraceServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A node of an old system: takes tasks from an old controller, measures its peers by PerfTrace, answers theirs, and pushes what it
 * measured. It keeps its jobs in the agent's folder, in one that it has for itself, so that it may run beside an agent with a
 * controller of ours.
 *
 * <pre>
 * old controller ─► DispatchDoor ─► TaskSource ─► Jobs ─► PeerProbe ─► old nodes
 *                                                  │
 *                                                  └─► Pushgateway
 * old nodes ──────► PerfTraceServer
 * </pre>
 */
public final class LegacyNode implements Component {
    private static final System.Logger LOG = System.getLogger("io.netmonitor.agent");

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final List<Component> asked = new ArrayList<>();
    private final DispatchDoor door;
    private final @Nullable PerfTraceServer server;

    private LegacyNode(LegacyOptions options, PeerProbe probe) throws IOException {
        try {
            DataFolder data = part(DataFolder.take(options.data().resolve("legacy")));
            BoundedHttp http = part(new BoundedHttp());
            Pushgateway gateway = asked(new Pushgateway(options.gateway(), http, RandomGenerator.getDefault()));
            this.server = options.perftrace() == null ? null : asked(PerfTraceServer.open(options.perftrace()));
            WholeFile kept = WholeFile.of(data.resolve("jobs.json"), Jobs.MAX_FILE_BYTES);
            Jobs jobs = asked(Jobs.resume(kept, probe, gateway::offer, options.wall()));
            TaskSource source = new TaskSource(http);
            this.door = asked(DispatchDoor.open(
                    options.dispatch(),
                    dispatch -> jobs.take(job(dispatch, source.fetch(dispatch), options)),
                    new Refusals(LOG, "the door for dispatches", options.monotonic())));
            LOG.log(
                    System.Logger.Level.INFO,
                    "takes dispatches on {0}, pushes to {1}, {2}",
                    AddressText.of(door.address()),
                    options.gateway(),
                    server == null
                            ? "answers no PerfTrace"
                            : "answers PerfTrace on tcp and udp " + AddressText.of(server.address()));
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a node and goes on with its jobs.
     *
     * @throws IOException when it cannot start; the message says what to do
     */
    public static LegacyNode start(LegacyOptions options) throws IOException {
        return start(options, new PerfTraceProbe(options.peerPort()));
    }

    static LegacyNode start(LegacyOptions options, PeerProbe probe) throws IOException {
        return new LegacyNode(options, probe);
    }

    private static Job job(Dispatch dispatch, TaskFile task, LegacyOptions options) throws Refusal {
        try {
            if (!task.members().contains(dispatch.self())) {
                throw new Refusal(Reason.NOT_A_MEMBER, dispatch.job() + " does not list " + dispatch.self());
            }
            return task.job(dispatch, options.zone(), options.wall().now());
        } catch (InvalidInputException e) {
            throw new Refusal(Reason.TASK, dispatch.job() + ": " + e.getMessage());
        }
    }

    /** Where old controllers dispatch to. */
    public InetSocketAddress dispatchAddress() {
        return door.address();
    }

    /** Where old nodes measure this one; null when somebody else answers them. */
    public @Nullable InetSocketAddress perftraceAddress() {
        return server == null ? null : server.address();
    }

    /** Up while the door is open and the Pushgateway is reached: what was taken, refused and why, measured and pushed. */
    @Override
    public Health check() {
        List<Health> each = asked.stream().map(Component::check).toList();
        return new Health(
                each.stream().allMatch(Health::up),
                String.join("; ", each.stream().map(Health::detail).toList()));
    }

    /** Ends what is being measured; its jobs go on at the next start. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a part of the node did not close: {0}", e.toString());
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
