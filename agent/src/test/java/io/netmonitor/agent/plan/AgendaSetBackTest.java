// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.agent.plan;

import static io.netmonitor.agent.plan.DrivenAgenda.Act.NOTHING;
import static io.netmonitor.agent.plan.DrivenAgenda.Act.PLAN_WITHOUT_GUEST;
import static io.netmonitor.agent.plan.DrivenAgenda.Act.RESTART;
import static io.netmonitor.agent.plan.DrivenAgenda.Act.SHIFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.agent.plan.DrivenAgenda.Act;
import io.netmonitor.agent.plan.DrivenAgenda.Step;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A path is moved within its period, the controller's clock is set back and the agent starts again, all within seconds: one story
 * that the property met, simplified, and three of a search with more such steps.
 */
class AgendaSetBackTest {
    static Stream<Arguments> stories() {
        return Stream.of(
                Arguments.of(
                        "stopped in order, before a change that rounds had reached",
                        true,
                        List.of(
                                step(1_970, SHIFT, 9),
                                step(590, NOTHING, 0),
                                step(-10, NOTHING, 0),
                                step(0, SHIFT, 1),
                                step(0, RESTART, 0))),
                Arguments.of(
                        "killed after a round that was planned before the change that moved it",
                        false,
                        List.of(
                                step(20, RESTART, 4),
                                step(338, SHIFT, -1),
                                step(185, RESTART, -30),
                                step(-13, SHIFT, 0),
                                step(-24, RESTART, 2))),
                Arguments.of(
                        "killed by and by, with plans that leave a path out",
                        false,
                        List.of(
                                step(-22, RESTART, 2),
                                step(-17, PLAN_WITHOUT_GUEST, 4),
                                step(-25, PLAN_WITHOUT_GUEST, 49),
                                step(-17, RESTART, -27),
                                step(20, SHIFT, -2),
                                step(-22, RESTART, -52),
                                step(-21, RESTART, -5),
                                step(273, RESTART, 4),
                                step(-10, NOTHING, -3),
                                step(23, SHIFT, 0),
                                step(-9, RESTART, -55))),
                Arguments.of(
                        "killed when three changes had begun that were not kept as begun",
                        false,
                        List.of(
                                step(368, SHIFT, 4),
                                step(544, RESTART, 3),
                                step(86, RESTART, -1),
                                step(1, SHIFT, 1),
                                step(-17, SHIFT, 5),
                                step(3, RESTART, 0),
                                step(38, SHIFT, 27),
                                step(11, RESTART, 0))));
    }

    private static Step step(int tenths, Act act, int seconds) {
        return new Step(tenths, act, seconds);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void noRoundIsRepeated(String story, boolean endsOrderly, List<Step> steps) throws IOException {
        try (DrivenAgenda agenda = new DrivenAgenda(endsOrderly)) {
            steps.forEach(agenda::take);
            agenda.finish();

            assertThat(agenda.results().stream()
                            .filter(result -> result.runId() == null)
                            .map(result -> result.path().destination() + " " + result.round()))
                    .as(story)
                    .contains("moving 1")
                    .doesNotHaveDuplicates();
        }
    }
}
