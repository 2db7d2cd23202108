package dev.flatline.benchmarks.rig;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The result as Markdown: medians, how far samples lie apart, and ours against the others. */
public final class FigureTable {

    private final List<Section> sections;

    public FigureTable(List<Section> sections) {
        this.sections = sections;
    }

    public String render() {
        return sections.stream().map(FigureTable::table).collect(Collectors.joining("\n"));
    }

    private static String table(Section section) {
        List<Candidate> shown = Arrays.stream(Candidate.values())
                .filter(candidate -> section.figures().stream().anyMatch(figure -> figure.has(candidate)))
                .toList();
        StringBuilder text =
                new StringBuilder("## " + section.title() + "\n\n" + section.conditions() + "\n\n| | aim |");
        shown.forEach(candidate -> text.append(' ').append(candidate.key()).append(" |"));
        others(shown).forEach(other -> text.append(" to ").append(other.key()).append(" |"));
        text.append(" |\n|---|--:|");
        text.append("--:|".repeat(shown.size() + others(shown).size())).append("---|\n");
        section.figures().forEach(figure -> text.append(row(figure, shown)));
        return text.toString();
    }

    private static String row(Figure figure, List<Candidate> shown) {
        StringBuilder row = new StringBuilder("| " + figure.what + " | " + figure.aim.read(figure.unit) + " |");
        shown.forEach(candidate -> row.append(' ')
                .append(figure.has(candidate) ? cell(figure, candidate) : "")
                .append(" |"));
        others(shown)
                .forEach(other -> row.append(' ').append(ratio(figure, other)).append(" |"));
        return row.append(' ').append(figure.aim.verdict(figure)).append(" |\n").toString();
    }

    private static String cell(Figure figure, Candidate candidate) {
        double[] samples = figure.samples(candidate).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        return spread(figure.unit, samples);
    }

    private static String ratio(Figure figure, Candidate other) {
        double[] ratios =
                Arrays.stream(figure.ratios(other)).filter(Double::isFinite).toArray();
        return ratios.length == 0 ? "" : spread(Unit.TIMES, ratios);
    }

    /** The median, and how far samples lie apart. */
    private static String spread(Unit unit, double... samples) {
        String median = unit.read(Samples.median(samples));
        if (samples.length < 2) {
            return median;
        }
        double least = Arrays.stream(samples).min().orElseThrow();
        double most = Arrays.stream(samples).max().orElseThrow();
        return median + " (" + unit.digits(least) + "–" + unit.digits(most) + ")";
    }

    private static List<Candidate> others(List<Candidate> shown) {
        return shown.stream()
                .filter(candidate -> candidate != Candidate.FLATLINE)
                .toList();
    }
}
