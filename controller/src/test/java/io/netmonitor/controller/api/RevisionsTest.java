// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netmonitor.core.InvalidInputException;
import io.netmonitor.core.store.ConflictException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionsTest {
    private static String inConflict() {
        throw new ConflictException("task wan is at revision 4 by now");
    }

    @Test
    void readsTheRevisionThatAChangeIsMadeFrom() {
        assertThat(Revisions.expected("\"3\"")).isEqualTo(3);
        assertThat(Revisions.expected("3")).isEqualTo(3);
        assertThat(Revisions.expected(" \"12\" ")).isEqualTo(12);
        assertThat(Revisions.expected("W/\"3\""))
                .as("what a proxy that packs answers makes of it")
                .isEqualTo(3);
    }

    @Test
    void anythingGoesWhereNothingIsNamed() {
        assertThat(Revisions.expected(null)).isNull();
        assertThat(Revisions.expected("*")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"a\"", "\"3\", \"4\"", "-1", "3.0", "\"99999999999\"", "\"3\n\"", "٣"})
    void refusesWhatIsNoRevision(String header) {
        assertThatThrownBy(() -> Revisions.expected(header))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is not a revision such as \"3\"");
    }

    @Test
    void aConflictWithTheRevisionThatWasNamedIsAFailedPrecondition() {
        assertThatThrownBy(() -> Revisions.orElseFailed(3, RevisionsTest::inConflict))
                .isInstanceOfSatisfying(ProblemException.class, failed -> {
                    assertThat(failed.problem().status()).isEqualTo(412);
                    assertThat(failed.problem().detail()).isEqualTo("task wan is at revision 4 by now");
                });
        assertThatThrownBy(() -> Revisions.orElseFailed(null, RevisionsTest::inConflict))
                .isInstanceOf(ConflictException.class);
        assertThat(Revisions.orElseFailed(3, () -> "done")).isEqualTo("done");
    }
}
