// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page where a task is written. */
final class TaskPageTest extends InBrowser {
    @Test
    void formMarksWhatIsMissingBeforeItAsks() {
        browser.open("/tasks/new");
        browser.click("form button[type=submit]");

        browser.await("#name[aria-invalid=true]");
        assertThat(browser.text("[data-field=name]")).isEqualTo("is missing");
        assertThat(browser.text("[data-field=members]")).startsWith("choose two nodes at least");
        assertThat(server.api.tasks.posted).isEmpty();
    }

    @Test
    void formShowsTheControllersFaultsBesideTheirFieldsWhileItIsWritten() {
        server.api.complained = true; // the browser logs every status of 400
        fillIn("wan-5");
        replace("[name='settings.count']", "5000");

        until(() -> browser.text("[data-field='settings.count']").contains("is outside 1 to 1000: 5000"));
        assertThat(browser.text("nm-task-preview")).contains("Please mend first: Test packets.");
        assertThat(server.api.tasks.posted).isEmpty();

        replace("[name='settings.count']", "50");
        browser.await("nm-task-preview [data-fact=paths]");
        assertThat(browser.text("[data-field='settings.count']")).startsWith("Test packets of one measurement");
    }

    @Test
    void formSaysThatANameIsTaken() {
        server.api.complained = true;
        fillIn("taken");
        browser.click("form button[type=submit]");

        until(() -> browser.text("[data-field=name]").equals("another task is named taken"));
        assertThat(browser.text(".refusal")).contains("not accepted");
        assertThat(browser.driver().getCurrentUrl()).endsWith("/tasks/new");
    }

    @Test
    void previewShowsWhatTheTaskComesTo() {
        fillIn("wan-6");
        browser.click("input[name=member][value=wh]");

        browser.await("nm-task-preview .loads li[data-node=wh]");
        assertThat(browser.text("[data-fact=paths]")).isEqualTo("6");
        assertThat(browser.text(".loads li[data-node=bj]"))
                .contains("measurements a round: 2", "sends", "24.0\u202fkbit/s", "12.0");
        assertThat(browser.count(".loads li[data-node=bj] svg rect")).isEqualTo(4);
        assertThat(browser.text(".hindrances")).contains("wh has no ipv4 address", "bj → wh, sh → wh");
        assertThat(server.api.tasks.posted).isEmpty();

        browser.click(".use-period");
        until(() -> browser.count(".use-period") == 0);
        assertThat(browser.evaluate("document.querySelector('#period').value")).isEqualTo("1");
    }

    @Test
    void previewSaysWhatIsStillToBeFilledIn() {
        browser.open("/tasks/new");
        browser.await("nm-task-preview");

        assertThat(browser.text("nm-task-preview")).contains("once these are filled in", "Members", "Task name");
        assertThat(server.api.tasks.tried).isEmpty();
    }

    @Test
    void membersAreTypedOrSuggestedByLabelAndHost() {
        browser.open("/tasks/new");
        browser.await("form");
        browser.find("#name").sendKeys("labelled");
        browser.find("#members").sendKeys("south");
        browser.click("[data-suggestion='site=south']");
        browser.find("#members").sendKeys("reflector.example");
        browser.click("[data-suggestion='stamp:reflector.example']");
        browser.find("#members").sendKeys("role=core,site=north", Keys.ENTER);
        browser.find("#members").sendKeys("nobody");

        assertThat(browser.find(".picker .add").isEnabled()).isFalse();
        assertThat(browser.text(".entries")).contains("nodes now: 2", "without an agent", "nodes now: 1");
        browser.click("[data-member='role=core,site=north'] button");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted)
                .singleElement()
                .asString()
                .contains("\"members\":[\"site=south\",\"stamp:reflector.example\"]", "\"topology\":\"mesh\"");
    }

    @Test
    void hubIsOneOfTheMembers() {
        fillIn("star");
        browser.click("input[name=member][value=sz]");
        browser.click("[data-topology=hub]");
        browser.click("form button[type=submit]");
        browser.await("#hub[aria-invalid=true]");
        assertThat(browser.text("[data-field=hub]")).isEqualTo("choose one of the members");

        browser.click("#hub option[value=sh]");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted)
                .singleElement()
                .asString()
                .contains("\"topology\":\"hub\"", "\"hub\":\"sh\"", "\"members\":[\"bj\",\"sz\"]", "\"pairs\":[]");
    }

    @Test
    void pairsAreClickedWhereTwoMembersCross() {
        fillIn("pairs");
        browser.click("input[name=member][value=sz]");
        browser.click("[data-topology=pairs]");
        browser.click("[data-pair='bj sz']");
        browser.click("[data-pair='bj sh']");
        browser.click("[data-pair='bj sh']");
        assertThat(browser.text(".pairs-foot")).contains("Pairs chosen: 1");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted)
                .singleElement()
                .asString()
                .contains("\"topology\":\"pairs\"", "\"pairs\":[[\"bj\",\"sz\"]]")
                .doesNotContain("hub");
    }

    @Test
    void periodOfWhatNeedsItsNodesForItselfIsARung() {
        fillIn("rates");
        replace("#period", "40");
        browser.click("#kind option[value=bandwidth]");

        browser.await("select#period");
        assertThat(browser.find("select#period").getDomProperty("value")).isEqualTo("1m");
        assertThat(browser.text("select#period")).contains("30 seconds", "12 hours", "1 day");
        browser.click("form button[type=submit]");
        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted).singleElement().asString().contains("\"period\":\"1m\"");
    }

    @Test
    void timesAreWrittenInTheBrowsersZoneAndSentInUtc() {
        fillIn("timed");
        browser.evaluate("(() => { const input = document.querySelector('#end'); input.value = '2030-05-06T07:08';"
                + " input.dispatchEvent(new Event('input')); return 1; })()");
        Object utc = browser.evaluate("new Date('2030-05-06T07:08').toISOString()");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted).singleElement().asString().contains("\"end\":\"" + utc + "\"");
    }

    @Test
    void taskIsChangedAsItWasRead() {
        server.api.tasks.revision = 4;
        browser.open("/tasks/edit?task=wan");
        browser.await("nm-task-preview .change");

        assertThat(browser.text("h1")).isEqualTo("Change task wan");
        assertThat(browser.text("nm-task-preview")).contains("Measurement period: 2s → 7s");
        assertThat(browser.find("#name").getDomProperty("readOnly")).isEqualTo("true");
        replace("#period", "7");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted)
                .singleElement()
                .asString()
                .contains("\"period\":\"7s\"", "\"title\":\"wan\"", "\"description\":\"Full mesh of the sites\"")
                .contains("\"count\":20", "\"start\":\"2026-01-01T00:00:00.123456789Z\"")
                .doesNotContain("revision", "state", "createdAt", "before");
    }

    @Test
    void changeOfSomebodyElseIsNotOverwritten() {
        server.api.complained = true; // the browser logs the status of 412
        browser.open("/tasks/edit?task=wan");
        browser.await("nm-task-preview [data-fact=paths]");
        server.api.tasks.revision = 2;
        replace("#period", "9");
        browser.click("form button[type=submit]");

        browser.await(".overtaken");
        assertThat(browser.text(".overtaken")).contains("Somebody else changed this task");
        browser.click(".overtaken button");
        until(() -> browser.count(".overtaken") == 0
                && "2".equals(browser.find("#period").getDomProperty("value")));
    }

    @Test
    void formSendsTheTaskAndGoesToItsMesh() {
        fillIn("广域 wan-2");
        browser.click("input[name=member][value=sz]");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted)
                .singleElement()
                .asString()
                .contains("\"name\":\"广域 wan-2\"", "\"members\":[\"bj\",\"sh\",\"sz\"]", "\"period\":\"30s\"")
                .contains("\"count\":25", "\"interval\":\"10ms\"", "\"kind\":\"basic\"", "\"family\":\"ipv4\"")
                .doesNotContain("start", "end");
    }

    @Test
    void formFoldsAwayWhatIsSeldomSet() {
        fillIn("wan-3");
        assertThat(browser.find("[name='settings.authenticated']").isDisplayed())
                .isFalse();
        assertThat(browser.text(".more-settings summary")).isEqualTo("More settings (6)");

        browser.click(".more-settings summary");
        browser.click("[name='settings.authenticated']");
        replace("[name='settings.interface']", "eth1");
        browser.click("form button[type=submit]");

        browser.await("nm-overview-page");
        assertThat(server.api.tasks.posted)
                .singleElement()
                .asString()
                .contains("\"authenticated\":true", "\"interface\":\"eth1\"", "\"varySourcePort\":false");
    }

    @Test
    void formUnfoldsASettingThatIsWrong() {
        fillIn("wan-4");
        browser.click(".more-settings summary");
        browser.find("[name='settings.sourcePort']").sendKeys(Keys.END, Keys.BACK_SPACE);
        browser.click(".more-settings summary");
        browser.click("form button[type=submit]");

        until(() -> browser.find("[name='settings.sourcePort']").isDisplayed());
        assertThat(browser.text("[data-field='settings.sourcePort']")).isEqualTo("is not a number");
    }

    private static void fillIn(String name) {
        browser.open("/tasks/new");
        browser.await("form");
        browser.find("#name").sendKeys(name);
        browser.click("input[name=member][value=sh]");
        browser.click("input[name=member][value=bj]");
        replace("#period", "30");
        browser.click("select[name=periodUnit] option[value=s]");
        replace("[name='settings.count']", "25");
    }
}
