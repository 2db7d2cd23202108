package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.report.testing.SampleRun;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a validator and a screen reader ask of the page, before any script has run. */
class MarkupTest {

    private static final Pattern SCRIPT_OR_STYLE = Pattern.compile("(?s)<(script|style)[ >].*?</\\1>");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\\s[^<>]*)?>");
    private static final Set<String> EMPTY = Set.of("meta", "link", "br", "line");

    @TempDir
    Path temp;

    private String page;

    @BeforeEach
    void render() {
        String all = HtmlReport.page(
                new SampleRun().withEverything(temp.resolve("histograms.hlog")).folder());
        page = SCRIPT_OR_STYLE.matcher(all).replaceAll("");
    }

    @Test
    void everyElementIsClosedWhereItWasOpened() {
        Deque<String> open = new ArrayDeque<>();

        for (MatchResult tag : TAG.matcher(page).results().toList()) {
            String name = tag.group(2);
            if (EMPTY.contains(name)) {
                continue;
            }
            if (tag.group(1).isEmpty()) {
                open.push(name);
            } else {
                assertEquals(open.pop(), name, () -> "at " + page.substring(tag.start() - 80, tag.end()));
            }
        }

        assertTrue(open.isEmpty(), open::toString);
    }

    @Test
    void noTwoElementsHaveTheSameId() {
        Set<String> seen = new HashSet<>();

        all("\\sid=\"([^\"]+)\"").forEach(id -> assertTrue(seen.add(id), id + " is there twice"));

        assertTrue(seen.size() > 100);
    }

    @Test
    void headingsGoDownOneByOneFromASingleFirst() {
        List<String> levels = all("<h([1-6])[ >]");

        assertEquals("1", levels.get(0));
        assertEquals(1, levels.stream().filter("1"::equals).count());
        for (int i = 1; i < levels.size(); i++) {
            assertTrue(Integer.parseInt(levels.get(i)) <= Integer.parseInt(levels.get(i - 1)) + 1, levels::toString);
        }
    }

    @Test
    void hasTheLandmarksAndALinkThatSkipsToTheReport() {
        for (String element : List.of("header", "nav", "main", "footer")) {
            assertEquals(1, all("<(" + element + ")[ >]").size(), element);
        }
        assertTrue(page.indexOf("<a class=\"skip\" href=\"#main\">") < page.indexOf("<header"));
        assertEquals(
                List.of(),
                all("href=\"#([^\"]+)\"").stream()
                        .filter(target -> !page.contains("id=\"" + target + "\""))
                        .toList());
    }

    @Test
    void everyChartSaysInASentenceWhatItShowsAndHasItsNumbersAsATable() {
        List<String> labels = all("<canvas id=\"[^\"]+\" role=\"img\" aria-label=\"([^\"]+)\"");

        assertEquals(all("(<canvas)").size(), labels.size());
        labels.forEach(label -> assertTrue(label.matches("(?s).+\\. .*\\d.*\\.( .*)?"), label));
        for (String figure : page.split("<figure ", -1)) {
            if (figure.contains("<canvas")) {
                assertTrue(figure.contains("<table>"), () -> figure.substring(0, 80) + " has no table");
            }
        }
    }

    @Test
    void everyTableHasACaptionAndHeadsOfRowsAndColumns() {
        for (String table : page.split("<table>", -1)) {
            if (table.contains("</table>")) {
                assertTrue(table.contains("<caption>")
                        && table.contains("scope=\"col\"")
                        && table.contains("scope=\"row\""));
            }
        }
        assertFalse(page.contains("<td></td><td></td>"));
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
