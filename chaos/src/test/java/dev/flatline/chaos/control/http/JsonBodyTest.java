package dev.flatline.chaos.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import dev.flatline.chaos.control.ControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "-1.5e+10",
                "1E5",
                "\"\"",
                "\"\\u00fc\\n\\\"\"",
                " { \"a\" : [ 1 , {} ] , \"b\" : null } ",
                "\"ü𝄞\""
            })
    void readsWhatRfc8259Allows(String text) {
        assertEquals(JsonParser.parseString(text), JsonBody.first(text));
        assertEquals(JsonParser.parseString(text), JsonBody.first(text.trim() + " trailing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ``            | EOF
            `  `          | EOF
            {             | unexpected EOF
            {"a           | unexpected EOF
            {"a":         | unexpected EOF
            [1,           | unexpected EOF
            -             | unexpected EOF
            hello         | invalid character 'h' looking for beginning of value
            {bad          | invalid character 'b' looking for beginning of object key string
            {"a":1,}      | invalid character '}' looking for beginning of object key string
            {"a" 1}       | invalid character '1' after object key
            {"a":1 "b"}   | invalid character '"' after object key:value pair
            {"a":01}      | invalid character '1' after object key:value pair
            [1 2]         | invalid character '2' after array element
            [1,]          | invalid character ']' looking for beginning of value
            tru3          | invalid character '3' in literal true (expecting 'e')
            -x            | invalid character 'x' in numeric literal
            1.x           | invalid character 'x' after decimal point in numeric literal
            1ex           | invalid character 'x' in exponent of numeric literal
            "\\x"         | invalid character 'x' in string escape code
            "\\u00g0"     | invalid character 'g' in \\u hexadecimal character escape
            {'a':1}       | invalid character '\\'' looking for beginning of object key string
            NaN           | invalid character 'N' looking for beginning of value
            """)
    void complainsAsGoDoes(String text, String complaint) {
        ControlException failure = assertThrows(ControlException.class, () -> JsonBody.first(text));

        assertEquals("bad request body: " + complaint, failure.getMessage());
        assertEquals(400, failure.status());
    }

    @Test
    void showsControlCharactersAsGoDoes() {
        ControlException failure = assertThrows(ControlException.class, () -> JsonBody.first("\"a\nb\""));

        assertEquals("bad request body: invalid character '\\n' in string literal", failure.getMessage());
    }

    @Test
    void nestsTwoHundredDeepAndNoDeeper() {
        assertNotNull(JsonBody.first("[".repeat(200) + "]".repeat(200)));
        assertThrows(ControlException.class, () -> JsonBody.first("[".repeat(201) + "]".repeat(201)));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "0.1, 0.1",
        "7.5, 7.5",
        "-1, -1",
        "0, 0",
        "100, 100",
        "0.0000001, 1E-7",
        "1e20, 100000000000000000000"
    })
    void printsNumbersWithAsFewDigitsAsItTakes(double value, String text) {
        assertEquals(text, Json.number(value).toString());
    }
}
