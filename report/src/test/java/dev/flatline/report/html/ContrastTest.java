package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The colours of the page against what lies behind them, by the formula of WCAG 2.1 (relative luminance, contrast ratio). */
class ContrastTest {

    private static final double TEXT = 4.5;
    private static final double LINE = 3;
    private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});");

    private final String style = Template.resource(HtmlReport.class, "report.css");
    private final int darkBegins = style.indexOf(":root[data-theme=\"dark\"]");
    private final Map<String, Integer> light = colours(style.substring(0, darkBegins));
    private final Map<String, Integer> dark = colours(style.substring(darkBegins));

    @Test
    void everyColourOfTheLightHasItsCounterpartInTheDark() {
        assertTrue(darkBegins > 0);
        assertTrue(light.size() > 15, light::toString);
        assertEquals(light.keySet(), dark.keySet());
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "ink, page", "ink, card", "quiet, page", "quiet, card", "accent, page", "accent, card", "card, accent",
        "good, good-soft", "good, card", "bad, bad-soft", "bad, card", "bad, page", "warn, warn-soft", "ink, warn-soft",
    })
    void textIsReadable(String text, String behind) {
        assertContrast(text, behind, TEXT);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "accent, card",
        "second, card",
        "third, card",
        "fourth, card",
        "bad, card",
        "quiet, card",
        "edge, card",
        "edge, page",
    })
    void linesAndEdgesAreSeen(String line, String behind) {
        assertContrast(line, behind, LINE);
    }

    private void assertContrast(String front, String back, double least) {
        for (Map<String, Integer> theme : List.of(light, dark)) {
            double contrast = contrast(of(theme, front), of(theme, back));
            assertTrue(
                    contrast >= least,
                    front + " on " + back + " has " + contrast + " in the " + (theme == light ? "light" : "dark"));
        }
    }

    private static int of(Map<String, Integer> theme, String role) {
        return Objects.requireNonNull(theme.get(role), role);
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        COLOUR.matcher(css)
                .results()
                .forEach(found -> colours.put(found.group(1), Integer.parseInt(found.group(2), 16)));
        return colours;
    }

    private static double contrast(int one, int other) {
        double lighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double value = (channel & 0xff) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
