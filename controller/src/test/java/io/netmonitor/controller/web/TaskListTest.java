// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.controller.query.DispatchState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of tasks and what can be done to them. */
final class TaskListTest extends InBrowser {
    @Test
    void taskIsDeletedOnlyAfterASecondClick() {
        openOverview();
        browser.click("[data-verb=delete]");
        browser.await(".confirm");
        assertThat(server.api.tasks.done).isEmpty();
        browser.click(".confirm .keep");
        browser.click("[data-verb=delete]");
        browser.click(".confirm .danger");

        browser.await("nm-task-list .empty");
        assertThat(server.api.tasks.done).containsExactly("delete wan");
    }

    @Test
    void taskIsPausedAndResumedAtOnce() {
        openOverview();
        browser.click("[data-verb=pause]");
        browser.await("[data-verb=resume]");
        assertThat(browser.text("tr[data-task=wan] .state")).isEqualTo("paused");

        browser.click("[data-verb=resume]");
        browser.await("[data-verb=pause]");
        assertThat(server.api.tasks.done).containsExactly("pause wan", "resume wan");
    }

    @Test
    void taskIsEndedForGoodOnlyAfterASecondClick() {
        openOverview();
        browser.click("[data-verb=end]");
        browser.await(".confirm");
        assertThat(browser.text(".confirm")).contains("never runs again");
        assertThat(server.api.tasks.done).isEmpty();
        browser.click(".confirm .danger");

        until(() -> browser.text("tr[data-task=wan] .state").equals("ended"));
        assertThat(browser.count("[data-verb=pause], [data-verb=resume], [data-verb=run], [data-verb=end]"))
                .isZero();
        assertThat(browser.count("[data-verb=delete]")).isOne();
    }

    @Test
    void taskLeadsToItsForm() {
        openOverview();
        browser.click("[data-verb=edit]");

        browser.await("nm-task-page form");
        assertThat(browser.driver().getCurrentUrl()).endsWith("/tasks/edit?task=wan");
    }

    @Test
    void oldNodesThatWereNotToldAreCountedAndSayWhy() {
        Instant told = Instant.parse("2026-03-04T05:06:07Z");
        server.api.tasks.dispatches = List.of(
                new DispatchState("wan", "legacy:192.0.2.7", told, false, 0, null),
                new DispatchState("wan", "legacy:192.0.2.8", null, true, 5, "no connection: refused"),
                new DispatchState("wan", "legacy:192.0.2.9", told, true, 0, null));
        openOverview();
        browser.click("tr[data-task=wan] .old-nodes summary");

        assertThat(browser.text("tr[data-task=wan] .old-nodes"))
                .contains(
                        "1 of 3 old nodes told",
                        "192.0.2.8 no connection: refused (tries: 5)",
                        "192.0.2.9 is just being told",
                        "192.0.2.7 told ");

        server.api.tasks.dispatches = List.of(new DispatchState("wan", "legacy:192.0.2.7", told, false, 0, null));
        server.api.events.send("task", Map.of("task", "wan"));
        until(() -> browser.text(".old-nodes summary").equals("1 of 1 old nodes told"));
    }

    @Test
    void oldNodeIsToldAgainOnlyAfterASecondClick() {
        server.api.tasks.dispatches =
                List.of(new DispatchState("wan", "legacy:[2001:db8::7]", Instant.EPOCH, false, 0, null));
        openOverview();
        browser.click(".old-nodes summary");
        browser.click(".old-nodes button.quiet");
        assertThat(browser.text(".again")).contains("may measure twice");
        assertThat(server.api.tasks.done).isEmpty();
        browser.click(".again .danger");

        until(() -> server.api.tasks.done.equals(List.of("tell legacy:[2001:db8::7] of wan")));
    }

    @Test
    void historySaysWhoChangedWhatWhen() {
        openOverview();
        browser.click("[data-verb=history]");

        browser.await(".history li");
        assertThat(browser.count(".history li")).isEqualTo(3);
        assertThat(browser.text(".history li:first-child")).contains("paused", "192.0.2.9, revision 3", "2026");
        assertThat(browser.text(".history li:nth-child(2)")).contains("changed", "Measurement period: 1m → 2s");
        browser.click("nm-task-history button");
        until(() -> browser.count("nm-task-history") == 0);
    }

    @Test
    void runShowsResultsAsTheyArrive() {
        openOverview();
        browser.click("[data-verb=run]");
        browser.await(".run tbody tr");
        assertThat(browser.text("nm-task-run [role=status]")).isEqualTo("0 of 2");
        assertThat(browser.text(".run")).contains("bj → sh", "due at", "wh is offline");

        arrive(1);
        until(() -> browser.text("nm-task-run [role=status]").equals("1 of 2"));
        // measured the other way round, from sh to bj
        assertThat(browser.text(".run tbody tr:first-child"))
                .contains("measured", "4.48\u202fms", "21.0\u202fµs", "5.0\u202f%");

        arrive(2);
        until(() -> browser.text("nm-task-run [role=status]").equals("done, 2 of 2"));
        assertThat(browser.text(".run")).contains("none of 20 replies came within 1 s");
    }

    @Test
    void refusalIsSaid() {
        openOverview();
        server.api.fallSilent();
        browser.await(".banner");
        browser.click("[data-verb=pause]");

        browser.await("nm-task-list .refusal");
        assertThat(browser.text("nm-task-list .refusal")).startsWith("Pause task wan: not done");
    }

    @Test
    void listFollowsWhatOthersDo() {
        openOverview();
        server.api.tasks.names = List.of("wan", "lan");
        server.api.events.send("task", Map.of("change", "created", "task", "lan", "revision", 1));

        browser.await("nm-task-list tr[data-task=lan]");
    }

    private static void arrive(int results) {
        server.api.run.results = results;
        server.api.events.send("result", Map.of("task", "wan", "source", "sh", "destination", "bj"));
    }
}
