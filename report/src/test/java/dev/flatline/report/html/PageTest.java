package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.Metric;
import dev.flatline.report.testing.Browser;
import dev.flatline.report.testing.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a reader does with the page: mouse, keyboard, phone, paper. */
class PageTest {

    /** The range of time that each chart over time shows: {@code id min max}. */
    private static final String RANGES =
            "return [...document.querySelectorAll('figure.time canvas')].map(c => Chart.getChart(c).scales.x)"
                    + ".map(x => Math.round(x.min) + ' ' + Math.round(x.max))";

    private static final String ANNOTATIONS =
            "return Object.keys(Chart.getChart('chart-connections').options.plugins.annotation.annotations).length";

    @TempDir
    static Path temp;

    private static Browser browser;
    private static Path page;

    @BeforeAll
    static void render() throws IOException {
        browser = Browser.orSkip();
        page = temp.resolve("report.html");
        SampleRun run = new SampleRun().withEverything(temp.resolve("histograms.hlog"));
        Files.writeString(page, HtmlReport.page(run.folder()));
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(page);
    }

    @AfterEach
    void asksNobodyAndComplainsOfNothing() {
        assertEquals(List.of(), browser.console());
        assertEquals(List.of(), browser.requests());
    }

    @Test
    void drawsEveryFigure() {
        List<WebElement> canvases = browser.all("canvas");

        Object drawn = browser.script("return [...document.querySelectorAll('canvas')].filter(c => Chart.getChart(c)"
                + " && Chart.getChart(c).data.datasets.every(d => d.data.length > 1)).length");

        assertTrue(canvases.size() >= 15, "only " + canvases.size() + " charts");
        assertEquals((long) canvases.size(), drawn);
    }

    @Test
    void aDragZoomsAllChartsOverTimeAndAButtonShowsTheWholeRunAgain() {
        WebElement chart = browser.find("#chart-attempts");
        browser.script("document.querySelector('#chart-attempts').scrollIntoView({block: 'center'})");

        browser.act()
                .moveToElement(chart, -200, 0)
                .clickAndHold()
                .moveByOffset(150, 0)
                .moveByOffset(50, 0)
                .release()
                .perform();

        List<?> zoomed = ranges();
        assertTrue(zoomed.size() >= 8, zoomed::toString);
        assertEquals(1, zoomed.stream().distinct().count(), zoomed::toString);
        assertNotEquals("0 75", zoomed.get(0));

        browser.find("[data-zoom=reset]").click();

        assertEquals("0 75", ranges().get(0));
        assertEquals(1, ranges().stream().distinct().count());
    }

    @Test
    void theWheelZoomsOnlyWithItsKey() {
        WebElement chart = browser.find("#chart-connections");
        browser.script("document.querySelector('#chart-connections').scrollIntoView({block: 'center'})");
        String wheel =
                "document.querySelector('#chart-connections').dispatchEvent(new WheelEvent('wheel', {deltaY: -120,"
                        + " ctrlKey: %s, bubbles: true, cancelable: true, clientX: 600, clientY: 450}))";

        browser.script(String.format(wheel, "false"));
        assertEquals("0 75", ranges().get(0));

        browser.script(String.format(wheel, "true"));
        assertNotEquals("0 75", ranges().get(0));
        assertTrue(chart.isDisplayed());
    }

    @Test
    void keysZoomAndMoveAFocusedChart() {
        focus("#figure-connections .plot");
        assertNotEquals("none", browser.script("return getComputedStyle(document.activeElement).outlineStyle"));

        press("+");
        assertEquals("19 56", ranges().get(0));
        press(Keys.ARROW_RIGHT);
        assertEquals("26 64", ranges().get(0));
        press("-");
        assertEquals("0 75", ranges().get(0));
        press("+");
        press("+");
        press("0");
        assertEquals("0 75", ranges().get(0));
    }

    @Test
    void aFaultOfTheListShowsItself() {
        browser.all("button.fault").get(1).click();

        assertEquals("43 57", ranges().get(0));
        assertEquals("43 s – 57 s", browser.find("#range").getText());
    }

    @Test
    void theLegendHidesALineByKeyboardAndItStaysHiddenWhenNewDataCome() {
        WebElement button = browser.all("#figure-attempts .legend button").get(1);
        assertEquals("true", button.getAttribute("aria-pressed"));

        button.sendKeys(Keys.ENTER);

        assertEquals("false", button.getAttribute("aria-pressed"));
        assertFalse(visible("attempts", 1));
        browser.script("flatline.show(JSON.parse(document.getElementById('data').textContent))");
        assertFalse(visible("attempts", 1));
        assertTrue(visible("attempts", 0));
    }

    @Test
    void newDataKeepTheZoomAndTheChartsAndRenewTheWords() {
        browser.all("button.fault").get(0).click();
        browser.script("window.before = Chart.getChart('chart-connections')");
        SampleRun longer = new SampleRun().withEverything(temp.resolve("longer.hlog"));
        longer.seconds = SampleRun.storm(90);
        longer.ranSeconds = 90;
        longer.metrics.put("attempts.total", new Metric.Count(123_456));

        browser.script("flatline.show(" + HtmlReport.data(longer.folder()) + ")");

        assertEquals("10 35", ranges().get(0));
        assertEquals(2L, browser.script(ANNOTATIONS), "the band in sight and its name");
        assertEquals(true, browser.script("return window.before === Chart.getChart('chart-connections')"));
        assertEquals(
                "123456", browser.script("return document.getElementById('attempts.total').getAttribute('value')"));
        assertTrue(browser.find(".story").getText().contains("for 90 s"));
        browser.find("[data-zoom=reset]").click();
        assertEquals("0 90", ranges().get(0));
    }

    @Test
    void figuresComeWithTheDataThatTheyNeed() throws IOException {
        SampleRun young = new SampleRun();
        young.seconds = List.of();
        young.faults = List.of();
        Path early = temp.resolve("early.html");
        Files.writeString(early, HtmlReport.page(young.folder()));
        browser.open(early);
        assertEquals(List.of(), ranges());

        browser.script("flatline.show("
                + HtmlReport.data(new SampleRun()
                        .withEverything(temp.resolve("young.hlog"))
                        .folder()) + ")");

        assertTrue(ranges().size() >= 8);
        assertEquals("0 75", ranges().get(0));
    }

    @Test
    void theButtonTurnsTheColoursAndTheVisitRemembersThem() {
        String light = colour();

        browser.find("#theme").click();
        String dark = colour();
        assertEquals(4L, browser.script(ANNOTATIONS), "two bands and their names");
        browser.script("location.reload()");

        assertNotEquals(light, dark);
        assertEquals(dark, colour());
        assertEquals("Light", browser.find("#theme").getText());
    }

    @Test
    void followsTheSystemIntoTheDarkAndBack() {
        String light = colour();

        browser.media("", "dark");
        assertNotEquals(light, colour());
        assertEquals("dark", browser.script("return document.documentElement.dataset.theme"));

        browser.media("", "light");
        assertEquals(light, colour());
    }

    @Test
    void onPaperItIsLightAndAllOfItIsOpen() {
        browser.media("", "dark");
        browser.media("print", "dark");

        assertEquals("rgb(251, 251, 250)", colour());
        assertEquals(0L, browser.script("return document.querySelectorAll('details:not([open])').length"));
        assertFalse(browser.find("#theme").isDisplayed());

        browser.media("", "dark");
        assertEquals("dark", browser.script("return document.documentElement.dataset.theme"));
    }

    @Test
    void aPhoneNeedsNoSidewaysScrolling() {
        for (int width : List.of(390, 320)) {
            browser.width(width);
            browser.script("document.querySelectorAll('details').forEach(d => { d.open = true; })");

            assertEquals(
                    0L,
                    browser.script("return Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
                    "at " + width);
        }
    }

    @Test
    void theWayBackHasALogarithmicAxis() {
        List<WebElement> axes = browser.all("#figure-recovery .axis");

        axes.get(1).click();

        assertEquals("logarithmic", browser.script("return Chart.getChart('chart-recovery').scales.x.type"));
        assertEquals("true", axes.get(1).getAttribute("aria-pressed"));
        assertEquals("false", axes.get(0).getAttribute("aria-pressed"));
    }

    @Test
    void copiesTheCommand() {
        browser.find("[data-copy]").click();

        assertTrue(
                List.of("Copied", "Marked").contains(browser.find("[data-copy]").getText()));
        assertEquals("./flatline run reconnect-storm --seed 42", browser.script("return getSelection().toString()"));
    }

    private static List<?> ranges() {
        return (List<?>) browser.script(RANGES);
    }

    private static boolean visible(String figure, int line) {
        return (Boolean) browser.script("return Chart.getChart('chart-" + figure + "').isDatasetVisible(" + line + ")");
    }

    private static String colour() {
        return (String) browser.script("return getComputedStyle(document.body).backgroundColor");
    }

    private static void focus(String selector) {
        browser.script("document.querySelector('" + selector + "').focus()");
        // What a key has moved there shows its focus.
        browser.act().keyDown(Keys.SHIFT).keyUp(Keys.SHIFT).perform();
    }

    private static void press(CharSequence key) {
        browser.act().sendKeys(key).perform();
    }
}
