// SPDX-FileCopyrightText: The NetMonitor authors
// SPDX-License-Identifier: Apache-2.0
package io.netmonitor.controller.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TextsTest {
    private static final Pattern ENTRY =
            Pattern.compile("^ {2}'([^']+)': '((?:[^'\\\\]|\\\\.)*)',$", Pattern.MULTILINE);
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

    private final Map<String, String> english = texts("web/text/en.js", "web/text/en-tasks.js");
    private final Map<String, String> chinese = texts("web/text/zh.js", "web/text/zh-tasks.js");

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(english).hasSizeGreaterThan(100);
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void bothLanguagesFillInTheSamePlaces() {
        english.forEach((key, text) ->
                assertThat(places(chinese.getOrDefault(key, ""))).as(key).isEqualTo(places(text)));
    }

    @Test
    void onlyTheSwitchIsWrittenInTheOtherLanguage() {
        assertThat(english)
                .allSatisfy((key, text) ->
                        assertThat(CHINESE.matcher(text).find()).as(key).isEqualTo(key.equals("language.other")));
        assertThat(chinese.get("language.other")).isEqualTo("English");
    }

    @Test
    void theFormsPageHasTheSameTextsInBothLanguages() throws IOException {
        Properties form = properties("web/text/configure.en.properties");
        Properties chineseForm = properties("web/text/configure.zh.properties");

        assertThat(form).hasSizeGreaterThan(30);
        assertThat(chineseForm.keySet()).isEqualTo(form.keySet());
        form.forEach((key, text) -> assertThat(CHINESE.matcher((String) text).find())
                .as("%s", key)
                .isEqualTo(key.equals("language.other")));
        assertThat(chineseForm.getProperty("title")).isEqualTo("配置测量任务");
    }

    private static Properties properties(String resource) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Site.text(TextsTest.class.getClassLoader(), resource)));
        return properties;
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text).results().forEach(place -> places.add(place.group()));
        return places;
    }

    private static Map<String, String> texts(String... resources) {
        Map<String, String> texts = new TreeMap<>();
        int lines = 0;
        for (String resource : resources) {
            String module = Site.text(TextsTest.class.getClassLoader(), resource);
            Matcher entry = ENTRY.matcher(module);
            while (entry.find()) {
                assertThat(texts.put(entry.group(1), entry.group(2)))
                        .as("twice: " + entry.group(1))
                        .isNull();
            }
            lines += (int) module.lines().filter(line -> line.startsWith("  '")).count();
        }
        assertThat(texts).hasSize(lines);
        return texts;
    }
}
