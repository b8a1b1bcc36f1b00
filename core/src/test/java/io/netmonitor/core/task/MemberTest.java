// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberTest {
    private static final String NO_NAME = "has a name that is not 1 to 64 of a-z, 0-9, '.', '_' and '-': ";

    @ParameterizedTest
    @ValueSource(strings = {"bj", "bj-1.example_2", "7", "-", "stamp"})
    void aNameIsANode(String text) {
        assertThat(Member.of(text)).isEqualTo(new Member.Named(text));
    }

    @Test
    void aStarIsEveryNode() {
        assertThat(Member.of("*")).isEqualTo(new Member.Selected("*", Map.of()));
    }

    @Test
    void labelsAreTheNodesThatHaveThemAll() {
        assertThat(Member.of("site=bj")).isEqualTo(new Member.Selected("site=bj", Map.of("site", "bj")));
        assertThat(Member.of("site=bj, role=edge"))
                .isEqualTo(new Member.Selected("site=bj, role=edge", Map.of("site", "bj", "role", "edge")));
    }

    @ParameterizedTest
    @CsvSource({
        "stamp:reflector.example, stamp, reflector.example,",
        "stamp:reflector.example:8620, stamp, reflector.example, 8620",
        "stamp:192.0.2.1, stamp, 192.0.2.1,",
        "stamp:192.0.2.1:1, stamp, 192.0.2.1, 1",
        "stamp:[2001:db8::1], stamp, 2001:db8::1,",
        "stamp:[2001:DB8::1]:65535, stamp, 2001:DB8::1, 65535",
        "stamp:[::], stamp, ::,",
        "stamp:[64:ff9b::192.0.2.33]:862, stamp, 64:ff9b::192.0.2.33, 862",
        "stamp:Reflector_1, stamp, Reflector_1,",
        "icmp6:router, icmp6, router,",
        "bj:862, bj, 862,"
    })
    void aSchemeIsAHostWithoutAnAgent(String text, String scheme, String host, Integer port) {
        assertThat(Member.of(text)).isEqualTo(new Member.Foreign(text, scheme, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "::",
                ":host",
                "stamp:",
                "stamp::862",
                "stamp:host:",
                "stamp:host:port",
                "stamp:host:123456",
                "stamp:host:-1",
                "stamp:host:862:862",
                "stamp:host:８６２",
                "stamp:2001:db8::1",
                "stamp:[2001:db8::1",
                "stamp:2001:db8::1]",
                "stamp:[]",
                "stamp:[:]",
                "stamp:[fe80::1%eth0]",
                "stamp:[host]",
                "stamp://host",
                "stamp:host/path",
                "stamp:user@host",
                "stamp:ho st",
                "stamp:host\n",
                "stamp:北京",
                "STAMP:host",
                "6:host",
                " stamp:host",
                "2001:db8::1"
            })
    void refusesWhatIsNoHostOfAScheme(String text) {
        assertThatThrownBy(() -> Member.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not of the form stamp:HOST or stamp:HOST:PORT, IPv6 in brackets: " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stamp:[::::]",
                "stamp:[1.2.3.4]",
                "stamp:[....]:862",
                "stamp:[2001:db8::1::2]",
                "stamp:[1:2:3:4:5:6:7]",
                "stamp:[1:2:3:4:5:6:7:8:9]",
                "stamp:[12345::]",
                "stamp:[cafe]"
            })
    void refusesWhatIsNoAddressInItsBrackets(String text) {
        assertThatThrownBy(() -> Member.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has in brackets what is no IPv6 address: " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stamp:host:0", "stamp:host:65536", "stamp:[::1]:99999", "stamp:host:00000"})
    void refusesPortsThatThereAreNot(String text) {
        assertThatThrownBy(() -> Member.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has a port outside 1 to 65535: " + text);
    }

    @Test
    void refusesAHostLongerThanNamesCanBe() {
        assertThat(Member.of("stamp:" + "h".repeat(253))).isInstanceOf(Member.Foreign.class);
        assertThatThrownBy(() -> Member.of("stamp:" + "h".repeat(254)))
                .hasMessageStartingWith("is not of the form stamp:HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Bj", "b j", "bj\n", "**", "* ", "北京", "bj/sh", "bj\u0000"})
    void refusesWhatIsNoNameOfANode(String text) {
        assertThatThrownBy(() -> Member.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(NO_NAME + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=         | has a label that is not a letter and up to 31 of a-z, 0-9, '.', '_' and '-': ",
                "=bj       | has a label that is not a letter and up to 31 of a-z, 0-9, '.', '_' and '-': ",
                "stamp:a=b | has a label that is not a letter and up to 31 of a-z, 0-9, '.', '_' and '-': stamp:a",
                "site=     | has a value for site that is not 1 to 64 letters, digits, '.', '_' and '-': ",
                "a=1,a=2   | has a label twice: a=1,a=2",
                "site=bj,* | is not of the form label=value,label=value: site=bj,*"
            },
            ignoreLeadingAndTrailingWhitespace = true)
    void refusesWhatSelectsByNoLabels(String text, String message) {
        assertThatThrownBy(() -> Member.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isEqualToIgnoringWhitespace(message);
    }

    @Property
    void whateverIsListedIsTakenAsItStandsOrRefusedInWords(
            @ForAll
                    @StringLength(max = 40)
                    @CharRange(from = 'a', to = 'f')
                    @CharRange(from = '0', to = '9')
                    @Chars({':', '[', ']', '.', '=', ',', '*', '-', ' ', '%', '/', 'é', '\n'})
                    String text) {
        try {
            assertThat(Member.of(text).text()).isEqualTo(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).matches("(?s)(has|is|are) .*");
        }
    }
}
