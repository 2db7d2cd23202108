package dev.flatline.benchmarks.rig;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The result for programs: every sample. */
public final class FigureJson {

    private final String conditions;
    private final List<Section> sections;

    public FigureJson(String conditions, List<Section> sections) {
        this.conditions = conditions;
        this.sections = sections;
    }

    public String render() {
        return object(
                        "conditions", text(conditions),
                        "figures",
                                sections.stream()
                                        .flatMap(section ->
                                                section.figures().stream().map(figure -> figure(section, figure)))
                                        .collect(Collectors.joining(",\n  ", "[\n  ", "\n]")))
                + "\n";
    }

    private static String figure(Section section, Figure figure) {
        return object(
                "section", text(section.title()),
                "what", text(figure.what),
                "unit", text(figure.unit.name().toLowerCase(Locale.ROOT)),
                "aim", text(figure.aim.read(figure.unit)),
                "samples", samples(figure));
    }

    private static String samples(Figure figure) {
        return Stream.of(Candidate.values())
                .filter(figure::has)
                .map(candidate -> text(candidate.key()) + ": "
                        + figure.samples(candidate).stream()
                                .map(sample -> Double.isFinite(sample) ? sample.toString() : "null")
                                .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Names and values that are JSON already, in turns. */
    private static String object(String... namesAndValues) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.append(i == 0 ? "" : ", ")
                    .append(text(namesAndValues[i]))
                    .append(": ")
                    .append(namesAndValues[i + 1]);
        }
        return object.append('}').toString();
    }

    /** Titles of this package and the machine's name: no control characters. */
    private static String text(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
