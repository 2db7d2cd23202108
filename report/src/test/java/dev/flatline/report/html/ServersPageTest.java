package dev.flatline.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.report.junit.JUnitXml;
import dev.flatline.report.markdown.Markdown;
import dev.flatline.report.testing.SampleRun;
import dev.flatline.report.testing.SampleServers;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Story;
import org.junit.jupiter.api.Test;

/** What the reports of a run say whose servers were its own: what was done to which, and what a connection saw of it. */
class ServersPageTest {

    private final SampleRun run = SampleServers.run();

    @Test
    void thePageSaysWhatEachFaultReallyDoesAndToWhom() {
        String page = HtmlReport.page(run.folder());

        assertTrue(page.contains("1\u00a0pause replica 2<small>silent, still acknowledged</small>"));
        assertTrue(page.contains("2\u00a0disconnect replica 1<small>silent, nothing acknowledged</small>"));
        assertTrue(page.contains("3\u00a0oom replica 3<small>FIN or RST</small>"));
        assertTrue(page.contains("<dd>The program is frozen, its kernel is not: bytes are still acknowledged"));
        assertTrue(page.contains("acknowledges whatever they send"));
    }

    @Test
    void timesOfDetectionAreLabelledWithHowTheConnectionsDied() {
        String how = "pause replica 2: silent, still acknowledged; disconnect replica 1: silent, nothing acknowledged";

        String page = HtmlReport.page(run.folder());

        assertEquals(how, Silences.of(run.result()));
        assertTrue(page.contains("<span class=\"sign\">" + how + "</span>"));
        assertTrue(page.contains("lost</small><small>" + how + "</small>"), "beside detect.client");
        assertTrue(
                page.contains("1 pause replica 2 (silent, still acknowledged)"), "in the table of the single faults");
        assertTrue(Markdown.text(run.folder()).contains("`detect.client` (" + how + ")"));
        assertTrue(JUnitXml.text(run.folder()).contains("<property name=\"deaths\" value=\"" + how + "\"/>"));
    }

    @Test
    void oneKindOfSilenceIsSaidOnce() {
        run.faults = run.faults.subList(0, 1);

        assertEquals("silent, still acknowledged", Silences.of(run.result()));
        assertTrue(Story.of(run.result()).noticed().startsWith("700 connections died silently, still acknowledged: "));
    }

    @Test
    void whatNobodySaidOfAFaultIsNotSaid() {
        SampleRun old = new SampleRun();

        String page = HtmlReport.page(old.folder());

        assertEquals("", Silences.of(old.result()));
        assertFalse(page.contains("What each really does"));
        assertFalse(page.contains("href=\"#servers\""));
        assertFalse(page.contains("id=\"servers\""));
    }

    @Test
    void theStoryNamesTheServers() {
        assertTrue(
                Story.of(run.result())
                        .happened()
                        .contains(
                                "a pause of replica 2 hit 700 of 2,000 clients from 15 s to 25 s, a network cut of replica 1"),
                Story.of(run.result())::happened);
        assertTrue(Story.of(run.result()).happened().contains("an out-of-memory kill of replica 3"));
    }

    @Test
    void thePageListsTheServersTheirEndsAndTheirLastWords() {
        String page = HtmlReport.page(run.folder());

        assertTrue(page.contains("href=\"#servers\""));
        assertTrue(page.contains("172.18.0.3:8080"));
        assertTrue(page.contains("SIGKILL (137), out of memory"));
        assertTrue(page.contains("nobody: it ended by itself"));
        assertTrue(page.contains("&lt;/script&gt;&lt;b&gt;no memory"));
        assertTrue(page.contains("180 MiB"));
        for (String chart : new String[] {"replica-cpu", "replica-memory", "replica-restarts", "replica-oom"}) {
            assertTrue(page.contains("chart-" + chart), chart);
        }
    }
}
