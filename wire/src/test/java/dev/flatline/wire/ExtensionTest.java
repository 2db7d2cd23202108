package dev.flatline.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.seed.Seeds;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionTest {

    @Test
    void readsOffersInTheirOrder() {
        List<Extension> extensions = Extension.parse("a; x; y=1, b, a;z");

        assertEquals(
                List.of(
                        new Extension("a", List.of(parameter("x"), parameter("y", "1"))),
                        new Extension("b", List.of()),
                        new Extension("a", List.of(parameter("z")))),
                extensions);
    }

    @Test
    void takesTheQuotesAndEscapesOffAValue() {
        assertEquals(
                List.of(new Extension("a", List.of(parameter("x", "10"), parameter("y", "b-c")))),
                Extension.parse("a; x=\"10\"; y=\"b\\-\\c\""));
    }

    @Test
    void keepsARepeatedParameter() {
        assertEquals(
                List.of(new Extension("a", List.of(parameter("x", "1"), parameter("x")))), Extension.parse("a;x=1;x"));
    }

    @Test
    void allowsBlanksAroundSeparatorsAndEmptyElements() {
        assertEquals(
                List.of(new Extension("a", List.of(parameter("x", "1"))), new Extension("b", List.of())),
                Extension.parse(" ,\ta ; x = 1\t, ,b ,"));
    }

    @Test
    void hasNoneInAMissingOrEmptyHeader() {
        assertEquals(List.of(), Extension.parse(null));
        assertEquals(List.of(), Extension.parse(""));
        assertEquals(List.of(), Extension.parse(" , "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "a;",
                "a; ;x",
                "a b",
                "a; x y",
                "a; x=",
                "a; =1",
                "a; x=1 2",
                "a=1",
                "a; x=\"\"",
                "a; x=\"1",
                "a; x=\"1\\",
                "a; x=\"1 2\"",
                "a; x=\"1\"2",
                "a; x=\"1,2\"",
                "a/b",
                "a; x=(1)",
                "\u00e9",
                "a, b;;"
            })
    void refusesWhatTheGrammarDoesNotAllow(String header) {
        assertNull(Extension.parse(header));
    }

    @Test
    void readsBackWhatItUnderstoodOfAnyText() {
        String alphabet = "ab;;,,==\"\"\\ \t/";
        int understood = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            RandomGenerator random = new Seeds(seed).generator("header", 0);
            StringBuilder header = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<Extension> extensions = Extension.parse(header.toString());
            if (extensions != null) {
                understood++;
                assertEquals(extensions, Extension.parse(write(extensions)), "seed " + seed);
            }
        }

        assertTrue(understood > 1_000 && understood < 19_000, understood + " of 20000 are well formed");
    }

    private static String write(List<Extension> extensions) {
        StringBuilder header = new StringBuilder();
        for (Extension extension : extensions) {
            header.append(header.isEmpty() ? "" : ", ").append(extension.name());
            for (Extension.Parameter parameter : extension.parameters()) {
                header.append("; ").append(parameter.name());
                parameter.value().ifPresent(value -> header.append('=').append(value));
            }
        }
        return header.toString();
    }

    private static Extension.Parameter parameter(String name) {
        return new Extension.Parameter(name, Optional.empty());
    }

    private static Extension.Parameter parameter(String name, String value) {
        return new Extension.Parameter(name, Optional.of(value));
    }
}
