package dev.flatline.report.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.report.testing.SampleRun;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JUnitXmlTest {

    private final SampleRun run = new SampleRun();

    @Test
    void aRunThatIsMetHasATestForItselfAndOneForEachObjective() throws Exception {
        Element suite = suite();

        assertEquals("flatline.reconnect-storm", suite.getAttribute("name"));
        assertCounts(suite, 6, 0, 0, 0);
        assertEquals("75.020", suite.getAttribute("time"));
        assertTrue(suite.getAttribute("timestamp").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"));
        List<Element> tests = elements(suite, "testcase");
        assertEquals("the run is valid and complete", tests.get(0).getAttribute("name"));
        assertEquals("detect.client.max < 5s", tests.get(1).getAttribute("name"));
        assertEquals("flatline.reconnect-storm", tests.get(1).getAttribute("classname"));
        assertEquals(0, elements(suite, "failure").size());
    }

    @Test
    void whatIsMissedFailsAndWhatIsNotObservableIsSkipped() throws Exception {
        run.verdict = Verdict.MISSED;
        run.objectives = List.of(
                SampleRun.objective("outage.p99 < 25s", "never", Outcome.MISSED, ""),
                SampleRun.objective("recover.t99 < 12s", "no data", Outcome.NO_DATA, "nothing happened"),
                SampleRun.objective("ghosts.max < 5", "not observable", Outcome.NOT_OBSERVABLE, "not ours"),
                SampleRun.objective("false_kills == 0", "0", Outcome.MET, ""));

        Element suite = suite();

        assertCounts(suite, 5, 2, 0, 1);
        List<Element> failures = elements(suite, "failure");
        assertEquals("was never", failures.get(0).getAttribute("message"));
        assertEquals("missed", failures.get(0).getAttribute("type"));
        assertEquals("was no data (nothing happened)", failures.get(1).getAttribute("message"));
        assertEquals("no-data", failures.get(1).getAttribute("type"));
        assertEquals(
                "not observable: not ours", elements(suite, "skipped").get(0).getAttribute("message"));
    }

    @Test
    void anInvalidRunIsAnErrorAndDecidesNothing() throws Exception {
        run.verdict = Verdict.INVALID;
        run.warnings = List.of("event loops were late");

        Element suite = suite();

        assertCounts(suite, 6, 0, 1, 5);
        assertTrue(elements(suite, "error").get(0).getAttribute("message").endsWith("event loops were late"));
    }

    @Test
    void aRunThatWasStoppedIsAnError() throws Exception {
        run.state = State.INTERRUPTED;
        run.verdict = Verdict.INCOMPLETE;

        assertCounts(suite(), 6, 0, 1, 5);
    }

    @Test
    void anyTextIsLegal() throws Exception {
        String hostile = "a < \"b\" & 'c' ]]> \u0000\u001b\uFFFF 🎉 </testcase>";
        run.verdict = Verdict.MISSED;
        run.objectives = List.of(SampleRun.objective(hostile, hostile, Outcome.MISSED, hostile));

        Element test = elements(suite(), "testcase").get(1);

        assertEquals("a < \"b\" & 'c' ]]> \uFFFD\uFFFD\uFFFD 🎉 </testcase>", test.getAttribute("name"));
    }

    @Test
    void saysHowToRunItAgain() throws Exception {
        List<Element> properties = elements(suite(), "property");

        assertEquals(
                List.of("seed", "engine", "target", "clients", "command", "flatline"),
                properties.stream().map(each -> each.getAttribute("name")).toList());
        assertEquals(run.result().identity().command(), properties.get(4).getAttribute("value"));
    }

    private static void assertCounts(Element suite, int tests, int failures, int errors, int skipped) {
        assertEquals(Integer.toString(tests), suite.getAttribute("tests"));
        assertEquals(tests, elements(suite, "testcase").size());
        assertEquals(Integer.toString(failures), suite.getAttribute("failures"));
        assertEquals(failures, elements(suite, "failure").size());
        assertEquals(Integer.toString(errors), suite.getAttribute("errors"));
        assertEquals(errors, elements(suite, "error").size());
        assertEquals(Integer.toString(skipped), suite.getAttribute("skipped"));
        assertEquals(skipped, elements(suite, "skipped").size());
    }

    private Element suite() throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitXml.text(run.folder()))));
        return elements(document.getDocumentElement(), "testsuite").get(0);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }
}
