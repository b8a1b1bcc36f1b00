// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.netmonitor.core.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MeshGridTest {
    @Test
    void putsSourcesInRowsAndDestinationsInColumns() {
        MeshGrid grid = grid("""
                {"members":["beijing","chengdu"],"cells":[
                 {"source":"beijing","destination":"chengdu","state":"measured",
                  "values":{"rtt":4123000,"lossForward":0.05}},
                 {"source":"chengdu","destination":"beijing","state":"measured",
                  "values":{"rtt":120412345,"lossForward":0.0}}]}
                """);

        assertThat(grid.lines()).containsExactly("from \\ to  beijing          chengdu", """
                beijing    -                4.123 ms  5.0%""", """
                chengdu    120.41 ms 0.0%   -""");
    }

    @Test
    void tellsWaitingFromFailing() {
        MeshGrid grid = grid("""
                {"members":["a","b"],"cells":[
                 {"source":"a","destination":"b","state":"unreachable","values":{}},
                 {"source":"b","destination":"a","state":"pending","values":{}}]}
                """);

        assertThat(grid.filled()).isEqualTo(1);
        assertThat(grid.paths()).isEqualTo(2);
        assertThat(grid.lines().get(1)).endsWith("unreachable");
        assertThat(grid.lines().get(2)).isEqualTo("b          ...              -");
    }

    @Test
    void fitsATerminalOf80ColumnsEvenWithEverythingLost() {
        StringBuilder cells = new StringBuilder();
        for (String source : Member.NAMES) {
            for (String destination : Member.NAMES) {
                cells.append(cells.isEmpty() ? "" : ",").append("""
                        {"source":"%s","destination":"%s","state":"measured",
                         "values":{"rtt":998765432,"lossForward":1.0}}
                        """.formatted(source, destination));
            }
        }

        MeshGrid grid = grid("{\"members\":" + Json.write(Member.NAMES) + ",\"cells\":[" + cells + "]}");

        assertThat(grid.lines()).allMatch(line -> line.length() <= 80);
        assertThat(grid.lines().get(1)).contains("998.77 ms 100.0% 998.77 ms");
    }

    @Test
    void showsRatesInMbitsAndOutcomesWithoutOneAsWords() {
        MeshGrid grid = grid(MeshCell.RATE, """
                {"members":["beijing","chengdu","guangzhou"],"cells":[
                 {"source":"beijing","destination":"chengdu","state":"measured",
                  "values":{"availableBps":9412345,"lowBps":9312345}},
                 {"source":"chengdu","destination":"beijing","state":"above","values":{"lowBps":9965432100}},
                 {"source":"beijing","destination":"guangzhou","state":"busy","values":{}},
                 {"source":"guangzhou","destination":"beijing","state":"no-answer","values":{}}]}
                """);

        assertThat(grid.title()).isEqualTo("4 of 6 paths have a result: available bandwidth, Mbit/s");
        assertThat(grid.lines())
                .containsExactly(
                        "from \\ to  beijing       chengdu       guangzhou",
                        "beijing    -             9.41          busy",
                        "chengdu    > 9970        -             ...",
                        "guangzhou  no-answer     ...           -");
    }

    @Test
    void survivesAnAnswerThatHasNothing() {
        assertThat(grid("{}").lines()).hasSize(1);
        assertThat(MeshGrid.empty(List.of("a", "b"), MeshCell.RATE).filled()).isZero();
    }

    private static MeshGrid grid(String json) {
        return grid(MeshCell.DELAY_AND_LOSS, json);
    }

    private static MeshGrid grid(MeshCell cell, String json) {
        return MeshGrid.empty(List.of(), cell).filledBy(Json.read(json, JsonNode.class));
    }
}
