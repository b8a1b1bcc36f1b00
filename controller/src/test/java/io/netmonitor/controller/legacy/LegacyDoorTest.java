// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.legacy.form.OldForm;
import io.netmonitor.controller.legacy.push.UnknownTaskException;
import io.netmonitor.core.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the port passes on what old nodes push. */
class LegacyDoorTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private OldBed bed;
    private LegacyDoor door;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bed = new OldBed(folder);
        OldForm form = new OldForm(bed.tasks, bed.state::nodes, ZoneOffset.UTC);
        door = new LegacyDoor(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                form,
                pages -> {},
                (job, type, body, from) -> {
                    String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    switch (job) {
                        case "nobody" -> throw new UnknownTaskException("no task is named " + job);
                        case "bad" -> throw new InvalidInputException("value", "is no number: " + text);
                        case "full" -> throw new IOException("1000 batches are waiting already; try again later");
                        case "broken" -> throw new IllegalStateException("made up");
                        default -> taken.add(job + " " + type + " " + text + " from " + from);
                    }
                });
    }

    @AfterEach
    void close() {
        door.close();
        bed.close();
        client.close();
    }

    @Test
    void passesPushesOnWithTheirTypeAndSender() throws Exception {
        assertThat(send("PUT", "/metrics/job/wan", "x 1\n").statusCode()).isEqualTo(200);
        assertThat(send("POST", "/metrics/job/%E5%B8%A6%E5%AE%BD_1/instance/10.0.0.1", "x 2\n")
                        .statusCode())
                .isEqualTo(200);

        assertThat(taken)
                .containsExactly(
                        "wan text/plain; version=0.0.4 x 1\n from 127.0.0.1",
                        "带宽_1 text/plain; version=0.0.4 x 2\n from 127.0.0.1");
        assertThat(door.check().detail()).contains("took 2 pushes");
    }

    @Test
    void leavesGroupsAloneThatAreToBeDeleted() throws Exception {
        assertThat(send("DELETE", "/metrics/job/wan", "").statusCode()).isEqualTo(202);

        assertThat(taken).isEmpty();
        assertThat(door.check().detail()).contains("left 1 groups as they are");
    }

    @Test
    void saysWhyAPushIsNotTaken() throws Exception {
        HttpResponse<String> unknown = send("PUT", "/metrics/job/nobody", "x 1\n");
        HttpResponse<String> bad = send("PUT", "/metrics/job/bad", "\u001b[31m" + "y".repeat(10_000));
        HttpResponse<String> odd = send("PUT", "/metrics/job/wan/instance", "x 1\n");
        HttpResponse<String> broken = send("PUT", "/metrics/job/broken", "x 1\n");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("no task is named nobody");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body())
                .startsWith("value: is no number: ")
                .doesNotContain("\u001b")
                .hasSizeLessThan(450);
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(odd.body()).startsWith("job: is followed by a label without a value: instance");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).doesNotContain("made up");
        assertThat(door.check().detail()).contains("took 0 pushes", "refused: push 2, unknown task 1");
    }

    @Test
    void whatCannotBeStoredNowMayBePushedAgain() throws Exception {
        HttpResponse<String> full = send("PUT", "/metrics/job/full", "x 1\n");

        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.body()).startsWith("1000 batches are waiting already");
    }

    @Test
    void passesJobsOnThatAreInBase64() throws Exception {
        assertThat(send("PUT", "/metrics/job@base64/d2Fu/instance/10.0.0.1", "x 1\n")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("DELETE", "/metrics/job@base64/d2Fu", "").statusCode()).isEqualTo(202);

        assertThat(taken).singleElement().asString().startsWith("job@base64/d2Fu text/plain");
    }

    @Test
    void bearsPushesThatAreTooLong() throws Exception {
        assertThat(send("PUT", "/metrics/job/wan", "x".repeat(1024 * 1024)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> tooLong = send("PUT", "/metrics/job/wan", "x".repeat(1024 * 1024 + 1));

        assertThat(tooLong.statusCode()).isEqualTo(413);
        assertThat(taken).hasSize(1);
    }

    @Test
    void takesNoPushFromAnotherSitesPage() throws Exception {
        HttpRequest request = request("/metrics/job/wan")
                .header("Origin", "http://evil.example")
                .PUT(BodyPublishers.ofString("x 1\n"))
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(taken).isEmpty();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "text/plain; version=0.0.4")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + door.address().getPort() + path));
    }
}
