// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The list of nodes and the form for their titles and labels. */
final class NodeListTest extends InBrowser {
    @Test
    void listTellsWhatMattersOfEachNode() {
        browser.open("/");
        browser.await("tr[data-node=bj]");

        assertThat(browser.text("tr[data-node=bj]"))
                .contains(
                        "Peking, room 4", "site=north", "role=core", "±412\u202fµs", "105\u202fµs ahead", "7.0\u202f%")
                .doesNotContain("cannot reach", "undefined");
        assertThat(browser.text("tr[data-node=gz] .warning")).isEqualTo("162\u202f%");
        assertThat(browser.text("tr[data-node=hk]")).contains("not synchronized");
        assertThat(browser.text("tr[data-node=sz]"))
                .contains("seen as 203.0.113.7", "Others cannot reach it; it starts its measurements itself.");
        assertThat(browser.text("tr[data-node=wh]"))
                .contains("offline", "since ", "seen 42 min", "12 results dropped", "2.40\u202fMB wait for delivery");
    }

    @Test
    void titleAndLabelsAreChangedInTheRow() {
        openOverview();
        browser.click("tr[data-node=gz] button");
        browser.await("nm-node-form");
        assertThat(browser.find("nm-node-form [name=labels]").getDomProperty("value"))
                .contains("site=south", "role=edge");
        replace("nm-node-form [name=title]", "Canton");
        replace("nm-node-form [name=labels]", "site=gz, rack=4");
        browser.click("nm-node-form button[type=submit]");

        until(() -> browser.text("tr[data-node=gz]").contains("rack=4"));
        assertThat(server.api.nodes.put)
                .containsEntry("gz", "{\"title\":\"Canton\",\"labels\":{\"site\":\"gz\",\"rack\":\"4\"}}");
        assertThat(browser.text("tr[data-node=gz]")).contains("Canton");
    }

    @Test
    void labelsThatCannotBeAreRefusedInTheRow() {
        server.api.complained = true; // the browser logs the status of 400
        openOverview();
        browser.click("tr[data-node=gz] button");
        replace("nm-node-form [name=labels]", "south");
        browser.click("nm-node-form button[type=submit]");
        browser.await("nm-node-form .refusal");
        assertThat(browser.text("nm-node-form .refusal")).contains("are written as site=bj");

        replace("nm-node-form [name=labels]", "Site=gz");
        browser.click("nm-node-form button[type=submit]");
        until(() -> browser.text("nm-node-form .refusal").contains("labels has a label that is not a letter"));
        assertThat(server.api.nodes.put).isEmpty();

        browser.find("nm-node-form [name=labels]").sendKeys(Keys.ESCAPE);
        until(() -> browser.count("nm-node-form") == 0);
    }
}
