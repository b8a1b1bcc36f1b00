// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.benchmarks.plan;

import io.netmonitor.agent.link.Identity;
import io.netmonitor.benchmarks.Parts;
import io.netmonitor.benchmarks.Scratch;
import io.netmonitor.testkit.churn.Draft;
import io.netmonitor.testkit.fleet.Api;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How fast a change of the plan reaches the agents: one with the agent's own link, and a thousand simulated ones in this program. Both sorts of change
 * take turns.
 */
final class ReachPart implements Part {
    private static final int CROWD = 1_000;
    private static final int WARM_UPS = 3;
    private static final int PATIENCE_S = 60;
    private static final long BETWEEN_MS = 500;
    private static final double GOAL_ONE_S = 1;
    private static final double GOAL_CROWD_S = 2;

    /** Its name comes first, so that all others measure it and thus have the task in their plans. */
    private static final String HUB = "hub-0000";

    private static final String ONE = "one-0000";

    /** The agent's own log, which else would tell of each of a thousand that it has joined. */
    private static final Logger LOG = Logger.getLogger("io.netmonitor.agent");

    @Override
    public String name() {
        return "reach";
    }

    @Override
    public String about() {
        return "how fast a change reaches 1 and 1,000 agents, on loopback";
    }

    @Override
    public void run(Path launcher, Wish wish, Consumer<String> print) throws IOException, InterruptedException {
        LOG.setLevel(Level.WARNING);
        try (Scratch scratch = new Scratch();
                Parts parts = new Parts(launcher, scratch.folder());
                Api api = new Api(parts.url());
                Crowd crowd = new Crowd()) {
            parts.startController();
            Parts.await("the controller to answer", api::isUp);
            Path token = parts.writeToken();
            Arrivals arrivals = new Arrivals();
            crowd.start(Crowd.join("hub", 1, parts.agents(), token, scratch.folder()), parts.agents(), arrivals);
            Identity one = Crowd.join("one", 1, parts.agents(), token, scratch.folder())
                    .getFirst();
            try (RealLink link = new RealLink(one, parts.agents(), arrivals)) {
                awaitReports(api, 2);
                Try tries = new Try(api, arrivals, crowd, link);
                Reaching alone = new Reaching("one agent, no others there", GOAL_ONE_S);
                for (int run = -WARM_UPS; run < wish.runs(); run++) {
                    tries.change("reach-one", ONE, 1, run < 0 ? null : alone);
                }
                alone.lines().forEach(print);
                List<Identity> identities = Crowd.join("node", CROWD, parts.agents(), token, scratch.folder());
                crowd.start(identities, parts.agents(), arrivals);
                awaitReports(api, CROWD + 2);
                print.accept(String.format(Locale.ROOT, "  %,d agents have joined and wait for plans", CROWD));
                compare(tries, wish.runs()).forEach(print);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("a simulated agent cannot use its certificate: " + e.getMessage(), e);
        }
    }

    private static List<String> compare(Try tries, int runs) throws IOException, InterruptedException {
        Reaching one = new Reaching("one agent beside 1,000", GOAL_ONE_S);
        Reaching all = new Reaching("1,000 agents and one", GOAL_CROWD_S);
        for (int run = -WARM_UPS; run < runs; run++) {
            tries.change("reach-one", ONE, 1, run < 0 ? null : one);
            tries.change("reach-all", "*", CROWD + 1, run < 0 ? null : all);
        }
        return Stream.of(one, all)
                .flatMap(reaching -> reaching.lines().stream())
                .toList();
    }

    private static void awaitReports(Api api, int count) throws IOException, InterruptedException {
        Parts.await(count + " nodes to report", () -> {
            int[] ready = {0};
            api.each("/api/v1/nodes", node -> ready[0] += node.path("addresses").isEmpty() ? 0 : 1);
            return ready[0] == count;
        });
    }

    /** Changes tasks one after the other. */
    private static final class Try {
        private final Api api;
        private final Arrivals arrivals;
        private final Crowd crowd;
        private final RealLink link;
        private final Map<String, Integer> revisions = new HashMap<>();

        Try(Api api, Arrivals arrivals, Crowd crowd, RealLink link) {
            this.api = api;
            this.arrivals = arrivals;
            this.crowd = crowd;
            this.link = link;
        }

        void change(String task, String member, int concerned, @Nullable Reaching reaching)
                throws IOException, InterruptedException {
            int revision = revisions.merge(task, 1, Integer::sum);
            arrivals.expect(task, revision, concerned);
            String period = revision % 2 == 0 ? "10s" : "20s";
            Draft draft = new Draft(task, "basic", List.of(member), "hub", HUB, List.of(), period, Map.of());
            long requested = System.nanoTime();
            api.send("PUT", "/api/v1/tasks/" + task, draft).expect(200);
            long answered = System.nanoTime();
            if (!arrivals.await(PATIENCE_S)) {
                crowd.check();
                link.check();
                throw new IOException(arrivals.missing() + " of " + concerned + " agents did not hear of " + task + " "
                        + revision + " within " + PATIENCE_S + " s");
            }
            if (reaching != null) {
                reaching.add(requested, answered, arrivals.lastNanoTime());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MS);
        }
    }
}
