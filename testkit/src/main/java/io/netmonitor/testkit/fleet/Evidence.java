// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.testkit.fleet;

import io.netmonitor.testkit.audit.Audit;
import io.netmonitor.testkit.audit.Findings;
import io.netmonitor.testkit.audit.Hole;
import io.netmonitor.testkit.audit.Promises;
import io.netmonitor.testkit.audit.Reported;
import io.netmonitor.testkit.audit.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads from the API what an audit needs, once everything that was to be measured is over. Used by one thread. */
public final class Evidence {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Longer than any measurement, and than agents take to hear of a plan. */
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private final Fleet fleet;
    private final Api api;

    /** What a fleet has to say. */
    public Evidence(Fleet fleet) {
        this.fleet = fleet;
        this.api = fleet.api();
    }

    /** Waits until nothing is measured any more and every result has been delivered. */
    public void awaitSilence() throws IOException, InterruptedException {
        Waiting.until("the last results to be delivered", PATIENCE, () -> {
            fleet.failIfOneEnded();
            return fleet.spoolsAreEmpty() && newestIsOld();
        });
    }

    private boolean newestIsOld() throws IOException, InterruptedException {
        String from = Instant.now().minus(SILENCE).toString();
        return api.get("/api/v1/results?limit=1&from=" + from).path("items").isEmpty();
    }

    /**
     * Holds all results of some tasks against their revisions.
     *
     * @param tasks names, also of tasks that were deleted
     * @param end when the last of them ended
     */
    public Findings audit(Collection<String> tasks, Instant end) throws IOException, InterruptedException {
        List<Reported> results = new ArrayList<>();
        List<Revision> revisions = new ArrayList<>();
        for (String task : tasks) {
            String name = Api.encoded(task);
            api.each("/api/v1/results?task=" + name, result -> results.add(Reported.read(result)));
            api.get("/api/v1/tasks/" + name + "/revisions")
                    .path("items")
                    .forEach(revision -> revisions.add(Revision.read(task, revision, fleet.nodes())));
        }
        long endNs = end.getEpochSecond() * 1_000_000_000L + end.getNano();
        Audit audit = new Audit(results, Promises.of(revisions, endNs), fleet.absences());
        return audit.findings(new Word(api));
    }

    /** What the API says why. */
    private record Word(Api api) implements Audit.Plan {
        private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

        /** It tells of the last round up to an instant, which may be one of the task as it was before. */
        @Override
        public Optional<String> noPlace(Hole hole) {
            JsonNode why = why(hole.task(), hole.source(), hole.destination(), hole.to());
            String plannedAt = why.path("plannedAt").asString("");
            if (plannedAt.isEmpty()) {
                return Optional.of(
                        INSTANT.matcher(why.path("reason").asString("")).replaceAll("later"));
            }
            return hole.isAfter(plannedAt)
                    ? Optional.of("it had no round up to then as the task was")
                    : Optional.empty();
        }

        @Override
        public String told(Reported result) {
            JsonNode why = why(result.task(), result.source(), result.destination(), result.plannedAt());
            return why.path("state").asString("") + " " + why.path("round").asString("-");
        }

        private JsonNode why(String task, String source, String destination, String at) {
            try {
                return api.get("/api/v1/why?task=" + Api.encoded(task) + "&source=" + source + "&destination="
                        + destination + "&at=" + at);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted while asking why", e));
            }
        }
    }
}
