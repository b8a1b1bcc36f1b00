// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.plan.PlanEntry;
import io.netmonitor.core.result.Outcome;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The API does what its description says, and no more. */
class OpenApiIT {
    private static final String TASK = """
            {"name":"wan","title":"WAN","kind":"fake","members":["bj","sh"],"period":"2s","settings":{"count":5}}""";
    private static final String PLACE = "task=wan&source=sh&destination=bj";

    @TempDir
    private Path data;

    private ControllerFixture fixture;
    private ApiDescription description;
    private final Set<String> asked = new TreeSet<>();

    @BeforeEach
    void start() throws Exception {
        fixture = new ControllerFixture(data);
        description = new ApiDescription(fixture.json("/openapi.json"));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void answersEachQuestionAsItIsDescribed() throws Exception {
        try (AgentDouble bj = fixture.reported("bj", "192.0.2.1");
                AgentDouble sh = fixture.reported("sh", "192.0.2.2");
                AgentDouble gz = fixture.joined("gz")) {
            assertThat(bj.shown).isNotNull();
            assertThat(gz.shown).isNotNull();
            goodBeforeTheTask();
            PlanEntry entry =
                    sh.planWith(plan -> !plan.entries().isEmpty()).entries().getFirst();
            sh.measured(entry, 1L, Instant.now(), Outcome.MEASURED);
            String run = good(201, "POST /api/v1/tasks/{name}/runs", "/wan/runs", "{\"source\":\"sh\"}")
                    .path("runId")
                    .asString("");
            good(200, "GET /api/v1/runs/{id}", "/" + run, null);
            goodOfResults();
            goodOfChanges();

            faulty();

            assertThat(asked).isEqualTo(description.operations());
        }
    }

    private void goodBeforeTheTask() throws Exception {
        good(200, "GET /health", "", null);
        good(200, "GET /openapi.json", "", null);
        good(200, "GET /api/v1/probe-types", "", null);
        good(201, "POST /api/v1/tokens", "", "{\"validity\":\"1h\"}");
        good(200, "GET /api/v1/nodes", "", null);
        good(200, "GET /api/v1/nodes?limit=1", "", null);
        good(200, "GET /api/v1/nodes/{name}", "/bj", null);
        good(200, "PUT /api/v1/nodes/{name}", "/bj", "{\"title\":\"北京\",\"labels\":{\"site\":\"bj\"}}");
        good(200, "GET /api/v1/nodes/{name}/events", "/bj/events", null);
        good(200, "POST /api/v1/tasks?dryRun=true", "", TASK.replace("\"sh\"", "\"sh\",\"gz\""));
        good(201, "POST /api/v1/tasks", "", TASK);
    }

    private void goodOfResults() throws Exception {
        good(200, "GET /metrics", "", null);
        good(200, "GET /api/v1/results", "", null);
        good(200, "GET /api/v1/series?metric=rtt&" + PLACE, "", null);
        good(200, "GET /api/v1/series?level=5m&" + PLACE, "", null);
        good(200, "GET /api/v1/mesh", "", null);
        good(200, "GET /api/v1/mesh?at=" + Instant.now(), "", null);
        good(200, "GET /api/v1/why?" + PLACE, "", null);
    }

    private void goodOfChanges() throws Exception {
        good(200, "GET /api/v1/tasks", "", null);
        good(200, "GET /api/v1/tasks/{name}", "/wan", null);
        good(200, "GET /api/v1/tasks/{name}/dispatches", "/wan/dispatches", null);
        good(200, "PUT /api/v1/tasks/{name}?dryRun=true", "/wan", TASK.replace("2s", "4s"));
        good(200, "PUT /api/v1/tasks/{name}", "/wan", TASK.replace("2s", "4s"));
        good(200, "POST /api/v1/tasks/{name}/pause", "/wan/pause", null);
        good(200, "POST /api/v1/tasks/{name}/resume", "/wan/resume", null);
        good(200, "POST /api/v1/tasks/{name}/end", "/wan/end", null);
        good(200, "GET /api/v1/mesh", "", null);
        good(200, "GET /api/v1/why?" + PLACE, "", null);
        good(204, "DELETE /api/v1/tasks/{name}", "/wan", null);
        good(200, "GET /api/v1/tasks/{name}/revisions", "/wan/revisions", null);
        good(204, "DELETE /api/v1/nodes/{name}", "/gz", null);
        events();
    }

    private void events() throws Exception {
        try (EventReader reader = fixture.events("", "Last-Event-ID", "0")) {
            Map<String, EventReader.Told> byType = new LinkedHashMap<>();
            while (byType.size() < 3) {
                EventReader.Told told = reader.next();
                assertThat(told).isNotNull();
                byType.put(told.type(), told);
            }

            assertThat(byType.values())
                    .allSatisfy(told -> assertThat(description.violations(told)).isEmpty());
        }
        asked.add("GET /api/v1/events");
    }

    private void faulty() throws Exception {
        bad(400, "GET /api/v1/tasks?limit=0", "", null);
        bad(400, "GET /api/v1/tasks?cursor=x", "", null);
        bad(404, "GET /api/v1/tasks/{name}", "/none", null);
        bad(400, "POST /api/v1/tasks", "", "{}");
        bad(400, "POST /api/v1/tasks?dryRun=yes", "", TASK);
        bad(400, "PUT /api/v1/tasks/{name}", "/other", TASK);
        bad(404, "DELETE /api/v1/tasks/{name}", "/none", null);
        bad(404, "GET /api/v1/tasks/{name}/revisions", "/none/revisions", null);
        bad(404, "GET /api/v1/tasks/{name}/dispatches", "/none/dispatches", null);
        bad(404, "POST /api/v1/tasks/{name}/dispatches/{member}", "/none/dispatches/legacy:a", null);
        bad(404, "POST /api/v1/tasks/{name}/pause", "/none/pause", null);
        bad(404, "POST /api/v1/tasks/{name}/resume", "/none/resume", null);
        bad(404, "POST /api/v1/tasks/{name}/end", "/none/end", null);
        bad(404, "POST /api/v1/tasks/{name}/runs", "/none/runs", null);
        bad(404, "GET /api/v1/runs/{id}", "/none", null);
        bad(404, "GET /api/v1/nodes/{name}", "/none", null);
        bad(404, "PUT /api/v1/nodes/{name}", "/none", "{}");
        bad(400, "PUT /api/v1/nodes/{name}", "/bj", "{\"labels\":{\"Site\":\"bj\"}}");
        bad(404, "DELETE /api/v1/nodes/{name}", "/none", null);
        bad(400, "GET /api/v1/nodes/{name}/events?from=soon", "/bj/events", null);
        bad(400, "GET /api/v1/nodes/{name}/events?cursor=x", "/bj/events", null);
        bad(400, "POST /api/v1/tokens", "", "{\"validity\":\"1y\"}");
        bad(400, "GET /api/v1/results?outcome=fine", "", null);
        bad(404, "GET /api/v1/series?task=none", "", null);
        bad(404, "GET /api/v1/mesh?task=none", "", null);
        bad(400, "GET /api/v1/why", "", null);
        bad(404, "GET /api/v1/why?task=none&source=a&destination=b", "", null);
        bad(400, "GET /api/v1/events?types=plan", "", null);
    }

    private void bad(int status, String question, String path, @Nullable String body) throws Exception {
        JsonNode problem = ask(status, question, path, body);

        assertThat(problem.path("detail").asString("")).as(question).isNotBlank();
        assertThat(status == 400 && problem.path("errors").isEmpty())
                .as(question)
                .isFalse();
    }

    private JsonNode good(int status, String question, String path, @Nullable String body) throws Exception {
        return ask(status, question, path, body);
    }

    /** Asks one operation, whose path ends as given instead of by what stands in braces. */
    private JsonNode ask(int status, String question, String path, @Nullable String body) throws Exception {
        String operation = question.split("\\?", -1)[0];
        String query = question.substring(operation.length());
        String[] words = operation.split(" ", -1);
        String target = words[1].indexOf('{') < 0 ? words[1] : words[1].split("/\\{", -1)[0] + path;
        asked.add(operation);
        HttpResponse<String> answer = fixture.send(words[0], target + query, body);
        assertThat(answer.statusCode()).as(question + ": " + answer.body()).isEqualTo(status);
        assertThat(description.violations(operation, answer)).isEmpty();
        return answer.headers().firstValue("Content-Type").orElse("").endsWith("json")
                ? io.netmonitor.core.json.Json.read(answer.body(), JsonNode.class)
                : io.netmonitor.core.json.Json.tree(Map.of());
    }

    @Test
    void takesEveryParameterThatItDescribesAndNoOther() throws Exception {
        for (String operation : description.operations()) {
            List<String> known = description.parameters(operation, "query");
            if (known.isEmpty() || !operation.startsWith("GET ")) {
                continue;
            }
            String path = operation.substring(4).replace("{name}", "bj");
            // An unknown parameter is named together with all that there are, so that no stream is opened either.
            HttpResponse<String> refusal = fixture.get(path + "?nonsense=1");

            assertThat(refusal.statusCode()).as(operation).isEqualTo(path.contains("revisions") ? 404 : 400);
            assertThat(refusal.body()).contains(path.contains("revisions") ? List.of("bj") : known);
        }
    }

    @Test
    void describesHeadersAndBothAnswersOfADryRun() {
        assertThat(description.parameters("PUT /api/v1/tasks/{name}", "header")).containsExactly("If-Match");
        assertThat(description.parameters("DELETE /api/v1/tasks/{name}", "header"))
                .containsExactly("If-Match");
        assertThat(description.parameters("POST /api/v1/tasks/{name}/pause", "header"))
                .containsExactly("If-Match");
        assertThat(description.parameters("GET /api/v1/events", "header")).containsExactly("Last-Event-ID");
        assertThat(description.parameters("GET /api/v1/tasks/{name}", "path")).containsExactly("name");
        assertThat(description.parameters("POST /api/v1/tasks/{name}/dispatches/{member}", "path"))
                .containsExactly("name", "member");
        JsonNode put = description.operation("PUT /api/v1/tasks/{name}").at("/responses/200");
        assertThat(put.path("headers").has("ETag")).isTrue();
        assertThat(put.at("/content/application~1json/schema/oneOf")).hasSize(2);
        assertThat(description
                        .operation("GET /api/v1/events")
                        .at("/responses/200/content")
                        .has("text/event-stream"))
                .isTrue();
        assertThat(description
                        .operation("GET /api/v1/why")
                        .path("parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("required").asBoolean())
                        .map(parameter -> parameter.path("name").asString("")))
                .containsExactly("task", "source", "destination");
    }

    /** Whatever is not in the document is not there, by whichever method. */
    @Test
    void servesNothingThatIsNotDescribed() throws Exception {
        for (String operation : description.operations()) {
            String path = operation.split(" ", -1)[1];
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
                if (!description.operations().contains(method + " " + path)) {
                    String concrete = path.replaceAll("\\{\\w+}", "none");
                    HttpResponse<String> answer = fixture.send(method, concrete, "{}");

                    assertThat(answer.statusCode()).as(method + " " + path).isIn(404, 405);
                }
            }
        }
    }
}
