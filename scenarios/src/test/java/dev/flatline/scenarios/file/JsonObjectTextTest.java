package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonObjectTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":1}",
                "{\"a\" : [ -1.5e+3 , true, null, [], {}], \"b\":{\"c\":\"}\\\"\\u00e9\"}}"
            })
    void isAnObject(String text) {
        assertTrue(JsonObjectText.is(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "\"{}\"",
                "{",
                "{}}",
                "{} {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":b}",
                "{\"a\":01}",
                "{\"a\":1 2}",
                "{\"a\":truefalse}",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "{\"a\":\"\\x\"}",
                "{\"a\":[1}]"
            })
    void isNone(String text) {
        assertFalse(JsonObjectText.is(text));
    }
}
