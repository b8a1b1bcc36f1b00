// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.DatagramSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.Channel;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The walls between the rooms, as ARCHITECTURE.md draws them. */
class WallsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.netmonitor");

    @Test
    void eachRoomLeansOnlyOnThoseItMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("io.netmonitor.core..")
                .layer("lab")
                .definedBy("io.netmonitor.lab..")
                .layer("testkit")
                .definedBy("io.netmonitor.testkit..")
                .layer("probe")
                .definedBy("io.netmonitor.probe..")
                .layer("agent")
                .definedBy("io.netmonitor.agent..")
                .layer("store")
                .definedBy("io.netmonitor.store..")
                .layer("controller")
                .definedBy("io.netmonitor.controller..")
                .layer("app")
                .definedBy("io.netmonitor.app..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("lab")
                .mayNotAccessAnyLayer()
                .whereLayer("testkit")
                .mayOnlyAccessLayers("core", "lab")
                .whereLayer("probe")
                .mayOnlyAccessLayers("core")
                .whereLayer("agent")
                .mayOnlyAccessLayers("core", "probe")
                .whereLayer("store")
                .mayOnlyAccessLayers("core")
                .whereLayer("controller")
                .mayOnlyAccessLayers("core", "store")
                .whereLayer("app")
                .mayOnlyAccessLayers("core", "lab", "probe", "agent", "store", "controller")
                .check(HOUSE);
    }

    @Test
    void coreTouchesNoFileAndNoNetwork() {
        noClasses()
                .that()
                .resideInAPackage("io.netmonitor.core..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Files.class, Socket.class, DatagramSocket.class, Channel.class, HttpClient.class)
                .check(HOUSE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.netmonitor.core.(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching("io.netmonitor.probe.(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching("io.netmonitor.agent.(*)..").should().beFreeOfCycles().check(HOUSE);
        slices().matching("io.netmonitor.controller.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void noPackageIsADrawerForOddsAndEnds() {
        classes()
                .should()
                .resideOutsideOfPackages("..util..", "..common..", "..helper..", "..manager..", "..impl..")
                .check(HOUSE);
    }
}
