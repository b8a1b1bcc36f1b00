// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupPathTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "wan, /metrics/job/wan",
                "a.b-c_d~e, /metrics/job/a.b-c_d~e",
                "a b, /metrics/job/a%20b",
                "'50%+?#&=:@;,', /metrics/job/50%25%2B%3F%23%26%3D%3A%40%3B%2C",
                "广域网, /metrics/job/%E5%B9%BF%E5%9F%9F%E7%BD%91",
                "😀, /metrics/job/%F0%9F%98%80",
                "a/b, /metrics/job@base64/YS9i",
                ".., /metrics/job@base64/Li4=",
                "., /metrics/job@base64/Lg==",
            })
    void carriesEveryName(String job, String path) {
        assertThat(GroupPath.of(job)).isEqualTo(path);
    }
}
