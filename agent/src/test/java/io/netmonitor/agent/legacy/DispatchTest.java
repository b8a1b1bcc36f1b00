// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netmonitor.agent.legacy.Refusal.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispatchTest {
    private static Dispatch read(String message) throws Refusal {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return Dispatch.read(bytes, bytes.length);
    }

    @Test
    void readsWhatAnOldControllerSends() throws Exception {
        assertThat(read("http://[2001:db8::1]:3000/wan.json+2001:db8::7"))
                .isEqualTo(new Dispatch(URI.create("http://[2001:db8::1]:3000/wan.json"), "wan", "2001:db8::7"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://c/wan.json+a,              wan",
        "HTTPS://c:8443/tasks/wan.v2.json+a, wan",
        "http://c/wan+a,                   wan",
        "http://c/a+b.json+a,              a+b",
        "http://c/%E5%8C%97%E4%BA%AC.json+a, 北京",
        "http://c/北京.json+a,              北京",
        "http://c/wan.json?v=1+a,          wan",
    })
    void callsTheJobAfterTheFile(String message, String name) throws Exception {
        assertThat(read(message).job()).isEqualTo(name);
    }

    @Test
    void splitsAtTheLastPlusSinceNoAddressHasOne() throws Exception {
        assertThat(read("http://c/a+b.json+10.0.0.1").self()).isEqualTo("10.0.0.1");
    }

    @Test
    void makesTheUrlAscii() throws Exception {
        assertThat(read("http://c/北京.json+a").url()).isEqualTo(URI.create("http://c/%E5%8C%97%E4%BA%AC.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://c/wan.json,                FORM",
        "+a,                               FORM",
        "http://c/wan.json+,               FORM",
        "http://c/wan.json+a b,            FORM",
        "http://c/wan.json+北京,            FORM",
        "file:///etc/passwd+a,             URL",
        "ftp://c/wan.json+a,               URL",
        "//c/wan.json+a,                   URL",
        "http:wan.json+a,                  URL",
        "http:///wan.json+a,               URL",
        "http://c:0/wan.json+a,            URL",
        "http://c:99999/wan.json+a,        URL",
        "http://root:secret@c/wan.json+a,  URL",
        "http://c/wan .json+a,             URL",
        "http://c/%zz.json+a,              URL",
        "http://c/+a,                      NAME",
        "http://c+a,                       NAME",
        "http://c/.json+a,                 NAME",
        "http://c/../+a,                   NAME",
        "http://c/%2e%2e.json+a,           NAME",
        "http://c/%2e%2e%2fx.json+a,       NAME",
        "http://c/x%0ay.json+a,            NAME",
        "http://c/x%e2%80%aey.json+a,      NAME",
        "http://c/%ff.json+a,              NAME",
    })
    void refusesWhatItMayNotDo(String message, Reason reason) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read(message))
                .extracting(Refusal::reason)
                .isEqualTo(reason);
    }

    @Test
    void doesNotRepeatCredentials() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> read("http://root:secret@c/wan.json+a"))
                .withMessage("has credentials in it, for host c");
    }

    @Test
    void refusesANameThatIsTooLong() throws Exception {
        assertThat(read("http://c/" + "n".repeat(100) + ".json+a").job()).hasSize(100);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read("http://c/" + "n".repeat(101) + ".json+a"));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] message = "http://c/\u00e9.json+a".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Dispatch.read(message, message.length))
                .withMessage("not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"http://c/x.json+a, true", "http://c/x.json+, false", "http://c/x.json, false", "+a, false"})
    void takesForWholeWhatHasSomethingBehindAPlus(String message, boolean plausible) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);

        assertThat(Dispatch.isPlausible(bytes, bytes.length)).isEqualTo(plausible);
    }
}
