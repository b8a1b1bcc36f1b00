// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.task.TaskSpec;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WrittenTaskTest {
    @Test
    void hasTheFieldsOfATaskAndItsZone() {
        List<String> ofATask =
                Stream.concat(names(TaskSpec.class), Stream.of("zone")).sorted().toList();

        assertThat(names(WrittenTask.class).sorted()).isEqualTo(ofATask);
    }

    private static Stream<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
    }
}
