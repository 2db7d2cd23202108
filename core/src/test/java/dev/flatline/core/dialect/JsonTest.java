package dev.flatline.core.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final int MANY = 100_000;

    @Test
    void findsMembersAtTheirOwnLevelOnly() {
        Json text = json(" { \"a\" : {\"b\":1, \"c\":[{\"b\":2}]} , \"b\" : 3 } ");

        assertEquals(3, text.member("b").number(9));
        assertEquals(1, text.member("a").member("b").number(9));
        assertEquals(2, text.member("a").member("c").element(0).member("b").number(9));
        assertTrue(text.member("c").isMissing());
    }

    @Test
    void aStringHidesWhatLooksLikeStructure() {
        Json text = json("{\"a\":\"}\\\",\\\"b\\\":1\",\"b\":2}");

        assertEquals("}\",\"b\":1", string(text.member("a")));
        assertEquals(2, text.member("b").number(9));
    }

    @Test
    void aNameMayBeEscaped() {
        assertTrue(json("{\"t\\u0079pe\":\"p\\u0069ng\"}").member("type").is("ping"));
    }

    @Test
    void elementsAreCountedFromZero() {
        Json text = json("[null, \"7\" ,\"phoenix\",[1,2],{}]");

        assertTrue(text.element(0).isWord("null"));
        assertTrue(text.element(1).is("7"));
        assertEquals(2, text.element(3).element(1).number(9));
        assertTrue(text.element(4).isEmptyObject());
        assertTrue(text.element(5).isMissing());
    }

    @Test
    void theLastStringOfAnArrayIsTheOneBehindAllOthers() {
        assertEquals("c", string(json("[\"a\",1,\"c\",{\"d\":\"e\"}]").lastString()));
        assertTrue(json("[1,2]").lastString().isMissing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"a\\\"b\"|a\"b",
                "\"\\\\\\/\"|\\/",
                "\"\\u00e9\\u20AC\"|é€",
                "\"\\ud83d\\ude00\"|😀",
                "\"\\ud83dx\"|\ufffdx",
                "\"\\ude00\"|\ufffd",
                "\"é€😀\"|é€😀",
            })
    void readsEscapes(String text, String characters) {
        assertEquals(characters, string(json(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\"\\", "\n\t\r\b\f\u0000\u001e\u001f\u007f", "é€😀", "{\"a\":[\"\\\"\"]}"})
    void whatIsQuotedIsReadBack(String characters) {
        byte[] quoted = JsonStrings.around(new byte[0], characters.getBytes(StandardCharsets.UTF_8), new byte[0]);

        assertEquals(characters, string(Json.of(quoted)));
        for (byte here : quoted) {
            assertFalse(here >= 0 && here < ' ', "control characters must not stand in JSON strings");
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "12,12", "99,99", "100,-1", "-1,-1", "1.5,-1", "true,-1", "99999999999999999999999,-1"})
    void numbersAreWholeAndWithinTheirLimit(String text, long number) {
        assertEquals(number, json(text).number(99));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "\"", "\"abc", "{\"a\":\"b}", "[1,2", ",", "}", "\"\\"})
    void whatIsCutShortIsMissing(String text) {
        assertTrue(json(text).isMissing());
        assertTrue(json(text).member("a").isMissing());
        assertTrue(json(text).element(0).isMissing());
    }

    @Test
    void deepNestingIsReadWithoutRecursion() {
        String text = "[".repeat(MANY) + "]".repeat(MANY);

        assertTrue(json(text).isArray());
    }

    @Test
    void randomBytesNeverThrow() {
        Random random = new Random(5);
        byte[] letters = "{}[]\",:\\u0aef1 \n-".getBytes(StandardCharsets.US_ASCII);

        for (int i = 0; i < MANY; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] =
                        random.nextInt(8) == 0 ? (byte) random.nextInt(256) : letters[random.nextInt(letters.length)];
            }
            Json text = Json.of(bytes);
            text.member("a").string();
            text.element(1).member("e").number(MANY);
            text.lastString().string();
            assertTrue(text.string().length <= bytes.length);
        }
    }

    @Test
    void rawIsTheTextOfTheValueAlone() {
        assertArrayEquals(
                "{\"b\": 1}".getBytes(StandardCharsets.US_ASCII),
                json("[ {\"b\": 1} ]").element(0).raw());
    }

    private static Json json(String text) {
        return Json.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String string(Json value) {
        return new String(value.string(), StandardCharsets.UTF_8);
    }
}
