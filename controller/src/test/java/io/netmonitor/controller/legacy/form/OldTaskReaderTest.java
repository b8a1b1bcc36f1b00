// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.legacy.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netmonitor.controller.legacy.OldBed;
import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.path.Family;
import io.netmonitor.core.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OldTaskReaderTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final OldTask WAN = new OldTask(
            "wan",
            "",
            "Basic",
            List.of("192.0.2.1", "192.0.2.2"),
            "2030-01-02T03:04",
            "2030-01-02T05:04",
            "60",
            "seconds");

    private OldBed bed;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        bed = new OldBed(folder)
                .node("bj", "192.0.2.1", "2001:db8::1")
                .node("sh", "192.0.2.2")
                .node("gz", "2001:db8::3")
                .node("xa", "172.17.0.1", "192.0.2.4")
                .node("cd", "172.17.0.1", "192.0.2.5")
                .node("new");
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void readsATaskInTheControllersZone() {
        TaskSpec spec = read(WAN);

        assertThat(spec.name()).isEqualTo("wan");
        assertThat(spec.description()).isNull();
        assertThat(spec.kind()).isEqualTo("basic");
        assertThat(spec.period()).isEqualTo("60s");
        assertThat(spec.start()).isEqualTo(Instant.parse("2030-01-02T02:04:00Z"));
        assertThat(spec.end()).isEqualTo(Instant.parse("2030-01-02T04:04:00Z"));
    }

    @Test
    void findsNodesByTheirAddressesAndNamesAndTakesOthersForOldOnes() {
        TaskSpec spec = read(members(
                "192.0.2.2",
                "bj",
                "new",
                " 192.0.2.9 ",
                "old-1.example",
                "stamp:192.0.2.10",
                "perftrace:h.example",
                "legacy:192.0.2.11:5556"));

        assertThat(spec.members())
                .containsExactly(
                        "sh",
                        "bj",
                        "new",
                        "legacy:192.0.2.9",
                        "legacy:old-1.example",
                        "stamp:192.0.2.10",
                        "perftrace:h.example",
                        "legacy:192.0.2.11:5556");
        assertThat(spec.listedAs()).isEqualTo(Map.of("sh", "192.0.2.2"));
        assertThat(spec.family()).isEqualTo(Family.IPV4);
    }

    @Test
    void knowsIpv6HoweverItIsWritten() {
        TaskSpec spec = read(members("2001:DB8:0::1", "[2001:db8::3]", "2001:0db8::9", "fd00:77::2"));

        assertThat(spec.members()).containsExactly("bj", "gz", "legacy:[2001:db8::9]", "legacy:[fd00:77::2]");
        assertThat(spec.listedAs())
                .isEqualTo(Map.of("bj", "2001:DB8:0::1", "gz", "2001:db8::3", "legacy:[2001:db8::9]", "2001:0db8::9"));
        assertThat(spec.family()).isEqualTo(Family.IPV6);
    }

    @Test
    void takesTheFamilyThatAllHave() {
        assertThat(read(members("bj", "sh")).family()).isEqualTo(Family.IPV4);
        assertThat(read(members("bj", "gz")).family()).isEqualTo(Family.IPV6);
        assertThat(read(members("192.0.2.1", "2001:db8::3")).family())
                .as("mixed, so what the nodes have in common")
                .isEqualTo(Family.IPV6);
        assertThat(read(members("2001:db8::1", "old.example")).family())
                .as("an address says more than a name")
                .isEqualTo(Family.IPV6);
        assertThat(read(members("a.example", "b.example")).family()).isEqualTo(Family.IPV4);
    }

    @Test
    void saysThatNoFamilyIsCommon() {
        assertThat(faults(members("sh", "gz")))
                .containsExactly("testMembers: have no address family in common: sh has ipv4, gz has ipv6");
        assertThat(faults(members("192.0.2.9", "2001:db8::9")))
                .containsExactly(
                        "testMembers: have no address family in common: 192.0.2.9 has ipv4, 2001:db8::9 has ipv6");
    }

    @Test
    void refusesMembersThatAreNoneOrNotOne() {
        assertThat(faults(members("bj", ""))).containsExactly("testMembers: has a blank one");
        assertThat(faults(members("bj", " \t"))).containsExactly("testMembers: has a blank one");
        assertThat(faults(members("bj"))).containsExactly("testMembers: are not 2 to 500 nodes: 1");
        assertThat(faults(members())).containsExactly("testMembers: are not 2 to 500 nodes: 0");
        assertThat(faults(members("bj", "192.0.2.1")))
                .containsExactly("testMembers: has one twice, as bj and as 192.0.2.1");
        assertThat(faults(members("2001:db8::9", "2001:db8:0::9", "bj")))
                .containsExactly("testMembers: has one twice, as 2001:db8::9 and as 2001:db8:0::9");
        assertThat(faults(members("192.0.2.9", "perftrace:192.0.2.9")))
                .singleElement()
                .asString()
                .startsWith("testMembers: has two that the prototype's interfaces could not tell apart");
        assertThat(faults(members("172.17.0.1", "sh")))
                .containsExactly(
                        "testMembers: has an address of more than one node, cd, xa; write the name of one: 172.17.0.1");
        assertThat(faults(members("*", "site=bj")))
                .allMatch(fault -> fault.startsWith("testMembers: has a selector, "))
                .hasSize(2);
        assertThat(faults(members("x".repeat(201), "sh")))
                .containsExactly("testMembers: has one that is longer than 200 characters: 201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "a b",
                "a\u0000b",
                "a\r\nb",
                "$(reboot)",
                "192.0.2.300",
                "192.0.2.1:22",
                "fe80::1%eth0",
                "[::1",
                "http://x",
                "节点",
                "ftp:x",
                "legacy:",
                "legacy:a:99999"
            })
    void refusesWhatIsNoMember(String text) {
        assertThat(faults(members(text, "bj"))).isNotEmpty().allMatch(fault -> fault.startsWith("testMembers: "));
    }

    @ParameterizedTest
    @CsvSource({
        "Basic, 7, minutes, 7m",
        "AB, 30, seconds, 30s",
        "AB, 60, seconds, 60s",
        "AB, 60, minutes, 60m",
        "AB, 1, seconds, 30s",
        "AB, 7, minutes, 15m",
        "AB, 61, minutes, 2h",
        "AB, 13, hours, 1d"
    })
    void liftsPeriodsOfBandwidthToTheLadder(String type, String number, String unit, String period) {
        OldTask task = new OldTask("wan", "", type, WAN.members(), WAN.start(), WAN.end(), number, unit);

        assertThat(read(task).period()).isEqualTo(period);
    }

    @Test
    void leavesPeriodsOfOldNodesAlone() {
        OldTask task =
                new OldTask("wan", "", "AB", List.of("192.0.2.8", "192.0.2.9"), WAN.start(), WAN.end(), "7", "minutes");

        assertThat(read(task).period()).isEqualTo("7m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "1.5", "1e3", "", "x", "+5", "0x10", "٣", "99999999999999999999", "0000000000001"})
    void refusesPeriodsThatAreNone(String number) {
        assertThat(faults(period(number, "minutes"))).singleElement().asString().startsWith("measurementPeriod: is ");
    }

    @Test
    void refusesPeriodsOutOfBoundsAndUnitsThatAreNone() {
        assertThat(faults(period("25", "hours"))).containsExactly("measurementPeriod: is outside 100ms to 1d: 25h");
        assertThat(faults(period("999999999", "hours")))
                .singleElement()
                .asString()
                .startsWith("measurementPeriod: ");
        assertThat(faults(period("5", "days")))
                .containsExactly("measurementPeriodUnit: is none of seconds, minutes, hours: days");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-01-02",
                "2030-01-02 03:04",
                "2030-01-02T03:04:05",
                "2030-01-02T03:04Z",
                "2030-02-30T03:04",
                "2030-13-01T00:00",
                "2030-01-02T24:01",
                "tomorrow",
                "２０３０-01-02T03:04"
            })
    void refusesTimesThatAreNone(String text) {
        assertThat(faults(times(text, "2031-01-01T00:00")))
                .containsExactly("taskStartTime: is not a time such as 2026-12-01T08:00: " + text);
        assertThat(faults(times("2030-01-01T00:00", text)))
                .containsExactly("taskEndTime: is not a time such as 2026-12-01T08:00: " + text);
    }

    @Test
    void refusesTimesThatAreMissingOrComeNeverOrTwice() {
        assertThat(faults(times("", " ")))
                .containsExactly(
                        "taskStartTime: is missing; write it as 2026-12-01T08:00",
                        "taskEndTime: is missing; write it as 2026-12-01T08:00");
        assertThat(faults(times("2030-03-31T02:30", "2030-10-27T02:30")))
                .containsExactly(
                        "taskStartTime: comes never in Europe/Berlin, where clocks are set then; choose another:"
                                + " 2030-03-31T02:30",
                        "taskEndTime: comes twice in Europe/Berlin, where clocks are set then; choose another:"
                                + " 2030-10-27T02:30");
    }

    @Test
    void refusesAnEndThatIsNotAfterTheStart() {
        assertThat(faults(times("2030-01-02T03:04", "2030-01-02T03:04")))
                .singleElement()
                .asString()
                .startsWith("taskEndTime: is not after start");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../../x", "a/b", "a\\b", "", "   ", "a\u0000b", "a\r\nb", "openapi", "\uD800"})
    void refusesNamesThatLeaveOrSayNothing(String name) {
        assertThat(faults(named(name))).singleElement().asString().startsWith("taskName: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "a.b", "a?b", "a#b"})
    void refusesNamesThatOldNodesSplitWhereThereIsOne(String name) {
        OldTask old =
                new OldTask(name, "", "Basic", List.of("bj", "192.0.2.9"), WAN.start(), WAN.end(), "60", "seconds");

        assertThat(faults(old)).singleElement().asString().startsWith("taskName: has one of +./?#");
        assertThat(read(named(name)).name()).isEqualTo(name);
    }

    @Test
    void blanksInNamesBecomeLowLines() {
        assertThat(read(named(" a b\u3000测\u00A0量 ")).name()).isEqualTo("_a_b_测_量_");
    }

    @Test
    void tellsEveryFaultAtOnceByTheFormsFields() {
        OldTask worst = new OldTask("..", "x".repeat(2_001), "Fast", List.of("", "bj"), "", "never", "0", "days");

        assertThat(faults(worst).stream().map(fault -> fault.split(": ", -1)[0]))
                .containsExactlyInAnyOrder(
                        "taskName",
                        "taskDescription",
                        "taskType",
                        "testMembers",
                        "taskStartTime",
                        "taskEndTime",
                        "measurementPeriod",
                        "measurementPeriodUnit");
    }

    private static OldTask named(String name) {
        return new OldTask(name, "", "Basic", WAN.members(), WAN.start(), WAN.end(), WAN.period(), WAN.unit());
    }

    private static OldTask members(String... members) {
        return new OldTask(
                "wan", "", "Basic", Arrays.asList(members), WAN.start(), WAN.end(), WAN.period(), WAN.unit());
    }

    private static OldTask period(String number, String unit) {
        return new OldTask("wan", "", "Basic", WAN.members(), WAN.start(), WAN.end(), number, unit);
    }

    private static OldTask times(String start, String end) {
        return new OldTask("wan", "", "Basic", WAN.members(), start, end, "60", "seconds");
    }

    private TaskSpec read(OldTask task) {
        return bed.reader(BERLIN).read(task);
    }

    private List<String> faults(OldTask task) {
        InvalidInputException refusal = catchThrowableOfType(InvalidInputException.class, () -> read(task));
        return refusal == null
                ? new ArrayList<>()
                : refusal.faults().stream().map(Object::toString).toList();
    }
}
