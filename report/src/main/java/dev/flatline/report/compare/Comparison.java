package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sides against the first one.
 *
 * @param sides at least two; the first is the baseline
 * @param rows every number that one of them has
 * @param objectives how many runs of each side met each objective, by its text
 * @param settings what the sides are set to differently, by key: a value for each side
 * @param notes what a reader must know before the numbers
 */
public record Comparison(
        List<Side> sides,
        List<Row> rows,
        Map<String, List<Integer>> objectives,
        Map<String, List<String>> settings,
        List<String> notes) {

    private static final double HALF = 0.5;

    /** Copies the lists. */
    public Comparison {
        sides = List.copyOf(sides);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * Compares.
     *
     * @param tolerance the share of the baseline up to which a difference does not matter
     * @param own the same for some numbers, by metric or by the whole name; the longest name that fits goes over the others
     */
    public static Comparison of(List<Side> sides, double tolerance, Map<String, Double> own) {
        return new Comparison(
                sides,
                Rows.of(
                        sides,
                        name -> own.entrySet().stream()
                                .filter(entry -> isOf(name, entry.getKey()))
                                .max(Comparator.comparing(
                                        entry -> entry.getKey().length()))
                                .map(Map.Entry::getValue)
                                .orElse(tolerance)),
                objectives(sides),
                Settings.differing(sides.stream()
                        .map(side -> side.runs().stream().map(Run::settings).toList())
                        .toList()),
                Notes.of(sides));
    }

    private static boolean isOf(String number, String name) {
        return number.equals(name) || number.startsWith(name + ".") || number.startsWith(name + "{");
    }

    /** Whether some number has that name, or is one of a metric of that name. */
    public boolean knows(String name) {
        return rows.stream().anyMatch(row -> isOf(row.name(), name));
    }

    private static Map<String, List<Integer>> objectives(List<Side> sides) {
        Set<String> texts = new LinkedHashSet<>();
        sides.forEach(side -> side.results().forEach(run -> run.objectives().forEach(each -> texts.add(each.text()))));
        Map<String, List<Integer>> met = new LinkedHashMap<>();
        for (String text : texts) {
            met.put(text, sides.stream().map(side -> met(side, text)).toList());
        }
        return met;
    }

    private static int met(Side side, String text) {
        int met = 0;
        for (RunResult run : side.results()) {
            for (ObjectiveOutcome objective : run.objectives()) {
                boolean fine = objective.outcome() == Outcome.MET || objective.outcome() == Outcome.NOT_OBSERVABLE;
                met += objective.text().equals(text) && fine ? 1 : 0;
            }
        }
        return met;
    }

    /** Objectives that most runs of the baseline meet, and most runs of that side, which asks for them too, do not. */
    public List<String> newlyMissed(int side) {
        if (sides.get(0).isInvalid() || sides.get(side).isInvalid()) {
            return List.of();
        }
        List<String> missed = new ArrayList<>();
        objectives.forEach((text, met) -> {
            boolean asked = asks(sides.get(side), text) && asks(sides.get(0), text);
            if (asked && share(met, 0) > HALF && share(met, side) < HALF) {
                missed.add(text);
            }
        });
        return missed;
    }

    /** The same of all sides. */
    public List<String> newlyMissed() {
        return IntStream.range(1, sides.size())
                .mapToObj(this::newlyMissed)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static boolean asks(Side side, String text) {
        return side.results().stream()
                .flatMap(run -> run.objectives().stream())
                .anyMatch(objective -> objective.text().equals(text));
    }

    private double share(List<Integer> met, int side) {
        return (double) met.get(side) / sides.get(side).size();
    }

    /** Whether something that decides is worse on a side, or an objective is newly missed. */
    public boolean isRegression() {
        return IntStream.range(1, sides.size()).anyMatch(this::isRegression);
    }

    /** The same of one side. */
    public boolean isRegression(int side) {
        return rows.stream().anyMatch(row -> row.decided(side, Verdict.WORSE))
                || !newlyMissed(side).isEmpty();
    }

    /** Whether all runs of a side are INVALID, so that nothing can be said. */
    public boolean isInvalid() {
        return sides.stream().anyMatch(Side::isInvalid);
    }

    /** The verdict: a sentence, without its point, for each side but the first. */
    public List<String> verdict() {
        return Overall.of(this);
    }
}
