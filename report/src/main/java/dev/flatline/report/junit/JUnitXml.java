package dev.flatline.report.junit;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.core.measure.RunResult.Verdict;
import dev.flatline.report.files.ResultFolder;
import dev.flatline.report.words.Effects;
import dev.flatline.report.words.Silences;
import dev.flatline.report.words.Standing;
import dev.flatline.report.words.Story;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run as a test suite: a test for each objective, and one for the run itself. An objective that was missed, or for which nothing
 * was measured, is a failure; one that could not be observed is skipped; a run that is invalid or did not end is an error, and its
 * objectives are skipped, because they are not decided. Elements and attributes are those that Surefire writes and that the
 * readers of Jenkins, GitLab and GitHub share.
 */
public final class JUnitXml {

    /** The file's name in a result folder. */
    public static final String FILE = "junit.xml";

    private static final int REPLACEMENT = 0xFFFD;
    private static final String RUN = "the run is valid and complete";

    private final ResultFolder folder;
    private final RunResult run;
    private final String suite;
    private final XMLStreamWriter xml;

    private JUnitXml(ResultFolder folder, XMLStreamWriter xml) {
        this.folder = folder;
        this.run = folder.summary();
        this.suite = "flatline." + run.identity().scenario();
        this.xml = xml;
    }

    /** The whole file. */
    public static String text(ResultFolder folder) {
        StringWriter out = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            new JUnitXml(folder, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text takes whatever is written", e);
        }
        return out.toString();
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuites");
        line();
        suite();
        xml.writeEndElement();
        line();
        xml.writeEndDocument();
    }

    private void suite() throws XMLStreamException {
        Optional<String> error = error();
        List<ObjectiveOutcome> objectives = run.objectives();
        long failures = objectives.stream().filter(this::isFailure).count();
        long skipped =
                objectives.stream().filter(each -> skipped(each).isPresent()).count();
        xml.writeStartElement("testsuite");
        attribute("name", suite);
        attribute("tests", Integer.toString(objectives.size() + 1));
        attribute("failures", Long.toString(failures));
        attribute("errors", error.isPresent() ? "1" : "0");
        attribute("skipped", Long.toString(skipped));
        attribute("time", seconds(run.ranSeconds()));
        attribute("timestamp", run.identity().startedAt().replaceFirst("(\\.\\d+)?Z$", ""));
        line();
        properties();
        testCase(RUN, seconds(run.ranSeconds()), error.map(text -> new Mark("error", "run", text)));
        for (ObjectiveOutcome objective : objectives) {
            testCase(objective.text(), "0", mark(objective));
        }
        xml.writeStartElement("system-out");
        List<String> words = new ArrayList<>(Story.of(run).sentences());
        Effects.of(run).forEach(effect -> words.add(effect.name() + ": " + effect.words()));
        characters(String.join("\n", words));
        xml.writeEndElement();
        line();
        xml.writeEndElement();
        line();
    }

    private void properties() throws XMLStreamException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("seed", Long.toString(run.identity().seed()));
        all.put("engine", run.identity().engine());
        all.put("target", run.identity().target());
        all.put("clients", Integer.toString(run.identity().clients()));
        all.put("command", run.identity().command());
        all.put("flatline", folder.flatline());
        if (!Silences.of(run).isEmpty()) {
            all.put("deaths", Silences.of(run));
        }
        xml.writeStartElement("properties");
        line();
        for (Map.Entry<String, String> property : all.entrySet()) {
            xml.writeEmptyElement("property");
            attribute("name", property.getKey());
            attribute("value", property.getValue());
            line();
        }
        xml.writeEndElement();
        line();
    }

    private void testCase(String name, String time, Optional<Mark> mark) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", suite);
        attribute("name", name);
        attribute("time", time);
        if (mark.isPresent()) {
            xml.writeStartElement(mark.get().element);
            attribute("message", mark.get().message);
            if (!mark.get().type.isEmpty()) {
                attribute("type", mark.get().type);
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        line();
    }

    private Optional<Mark> mark(ObjectiveOutcome objective) {
        if (isFailure(objective)) {
            String reason = objective.reason().isEmpty() ? "" : " (" + objective.reason() + ")";
            String type = objective.outcome() == Outcome.NO_DATA ? "no-data" : "missed";
            return Optional.of(new Mark("failure", type, "was " + objective.actual() + reason));
        }
        return skipped(objective).map(reason -> new Mark("skipped", "", reason));
    }

    private boolean isFailure(ObjectiveOutcome objective) {
        boolean bad = objective.outcome() == Outcome.MISSED || objective.outcome() == Outcome.NO_DATA;
        return bad && (run.verdict() == Verdict.MET || run.verdict() == Verdict.MISSED);
    }

    private Optional<String> skipped(ObjectiveOutcome objective) {
        if (objective.outcome() == Outcome.NOT_OBSERVABLE) {
            return Optional.of("not observable: " + objective.reason());
        }
        return switch (run.verdict()) {
            case MET, MISSED -> Optional.empty();
            case INVALID -> Optional.of("the run is invalid; it was " + objective.actual());
            case INCOMPLETE -> Optional.of("the run did not end; it was " + objective.actual() + " by then");
        };
    }

    private Optional<String> error() {
        return run.verdict() == Verdict.INVALID || run.verdict() == Verdict.INCOMPLETE
                ? Standing.notice(run, Standing.measuredSeconds(run, folder.seconds()), folder.beingWritten())
                        .map(notice -> run.warnings().isEmpty()
                                ? notice
                                : notice + " " + run.warnings().get(0))
                : Optional.empty();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void characters(String text) throws XMLStreamException {
        xml.writeCharacters(legal(text));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    /** XML 1.0 has no other characters (section 2.2, Char): they are replaced. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(c -> isLegal(c) ? c : REPLACEMENT).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        boolean space = c == '\t' || c == '\n';
        boolean basic = c >= ' ' && c <= 0xFFFD && !Character.isSurrogate((char) c);
        return space || basic || c >= 0x10000;
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** What stands in a test that did not pass. */
    private record Mark(String element, String type, String message) {}
}
