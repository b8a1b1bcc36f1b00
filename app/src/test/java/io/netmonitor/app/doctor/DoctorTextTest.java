// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTextTest {
    private static final Finding OK = Finding.ok("clock source", "tsc, fast to read");
    private static final Finding WARN = Finding.warn("load", "busy", List.of("top"));
    private static final Finding BAD = Finding.bad("clock", "wrong", List.of("install chrony", "# or ntpd"));
    private static final Finding UNKNOWN = Finding.unknown("firewall", "not to be seen");

    @Test
    void alignsFindingsThenGroupsRemediesThenCounts() {
        assertThat(text(false, OK, WARN, BAD, UNKNOWN)).isEqualTo("""
                        ok    clock source  tsc, fast to read
                        warn  load          busy
                        BAD   clock         wrong
                        ?     firewall      not to be seen

                        To mend it or look closer, as root (nothing has been changed):
                          load
                            top
                          clock
                            install chrony
                            # or ntpd

                        1 ok, 1 warn, 1 bad, 1 unknown
                        """);
    }

    @Test
    void saysNothingOfRemediesWhenThereAreNone() {
        assertThat(text(false, OK)).isEqualTo("""
                        ok    clock source  tsc, fast to read

                        1 ok
                        """);
    }

    @Test
    void coloursTheMarksOfATerminalAlone() {
        assertThat(text(true, BAD)).startsWith("\u001b[31mBAD\u001b[m   clock  wrong");
        assertThat(text(true, OK)).startsWith("\u001b[32mok\u001b[m    clock source");
        assertThat(text(false, OK, WARN, BAD, UNKNOWN)).doesNotContain("\u001b");
    }

    @Test
    void isOneJsonObjectForPrograms() {
        assertThat(Json.write(new DoctorCommand.Report(List.of(OK, BAD)))).isEqualTo("""
                {"checks":[{"name":"clock source","verdict":"ok","words":"tsc, fast to read","remedies":[]},\
                {"name":"clock","verdict":"bad","words":"wrong","remedies":["install chrony","# or ntpd"]}]}""");
    }

    @Test
    void failsForWhatIsBadAlone() {
        assertThat(DoctorCommand.status(List.of(OK, WARN, UNKNOWN))).isZero();
        assertThat(DoctorCommand.status(List.of(OK, BAD))).isEqualTo(1);
    }

    @Test
    void aFindingIsOneLine() {
        assertThatThrownBy(() -> Finding.ok("clock", "a\nb")).hasMessageContaining("not one line");
        assertThatThrownBy(() -> Finding.ok("clock", " ")).hasMessageContaining("not one line");
    }

    private static String text(boolean colours, Finding... findings) {
        StringWriter out = new StringWriter();
        new DoctorText(new PrintWriter(out), colours).print(List.of(findings));
        return out.toString();
    }
}
