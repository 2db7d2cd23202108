package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome;
import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sides against the first one.
 *
 * @param sides at least two; the first is the baseline
 * @param rows every number that one of them has
 * @param objectives how many runs of each side met each objective, by its text
 * @param notes what a reader must know before the numbers
 */
public record Comparison(List<Side> sides, List<Row> rows, Map<String, List<Integer>> objectives, List<String> notes) {

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
     * @param own the same for some numbers, by metric or by the whole name
     */
    public static Comparison of(List<Side> sides, double tolerance, Map<String, Double> own) {
        List<List<Numbers>> numbers = sides.stream()
                .map(side -> side.runs().stream().map(Numbers::of).toList())
                .toList();
        Map<String, Kind> names = new LinkedHashMap<>();
        numbers.forEach(side -> side.forEach(run -> run.kinds().forEach(names::putIfAbsent)));
        List<Row> rows = new ArrayList<>();
        names.forEach((name, kind) -> rows.add(row(name, kind, numbers, tolerance(name, tolerance, own))));
        return new Comparison(sides, rows, objectives(sides), Notes.of(sides));
    }

    private static double tolerance(String name, double tolerance, Map<String, Double> own) {
        return own.entrySet().stream()
                .filter(entry -> name.equals(entry.getKey())
                        || name.startsWith(entry.getKey() + ".")
                        || name.startsWith(entry.getKey() + "{"))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(tolerance);
    }

    private static Row row(String name, Kind kind, List<List<Numbers>> numbers, double tolerance) {
        List<List<Observed>> observed = numbers.stream()
                .map(side -> side.stream()
                        .map(Numbers::all)
                        .filter(all -> all.containsKey(name))
                        .map(all -> all.get(name))
                        .toList())
                .toList();
        List<Row.Change> changes = new ArrayList<>();
        for (List<Observed> other : observed.subList(1, observed.size())) {
            Judge.Judged judged = Judge.judge(name, kind, tolerance, observed.get(0), other);
            double from = observed.get(0).isEmpty()
                    ? Double.NaN
                    : Ranks.median(observed.get(0).stream()
                            .mapToDouble(Observed::value)
                            .toArray());
            double share = from == 0 || Double.isInfinite(from) || Double.isInfinite(judged.shift())
                    ? Double.NaN
                    : judged.shift() / Math.abs(from);
            changes.add(new Row.Change(judged.verdict(), judged.shift(), share, judged.reason()));
        }
        List<List<Double>> values = observed.stream()
                .map(side -> side.stream().map(Observed::value).toList())
                .toList();
        return new Row(name, kind, Numbers.decides(name), values, changes);
    }

    private static Map<String, List<Integer>> objectives(List<Side> sides) {
        Set<String> texts = new LinkedHashSet<>();
        sides.forEach(side -> side.runs().forEach(run -> run.objectives().forEach(each -> texts.add(each.text()))));
        Map<String, List<Integer>> met = new LinkedHashMap<>();
        for (String text : texts) {
            met.put(text, sides.stream().map(side -> met(side, text)).toList());
        }
        return met;
    }

    private static int met(Side side, String text) {
        int met = 0;
        for (RunResult run : side.runs()) {
            for (ObjectiveOutcome objective : run.objectives()) {
                boolean fine = objective.outcome() == Outcome.MET || objective.outcome() == Outcome.NOT_OBSERVABLE;
                met += objective.text().equals(text) && fine ? 1 : 0;
            }
        }
        return met;
    }

    /** Objectives that most runs of the baseline meet, and most runs of another side, which asks for them too, do not. */
    public List<String> newlyMissed() {
        List<String> missed = new ArrayList<>();
        objectives.forEach((text, met) -> {
            for (int side = 1; side < sides.size(); side++) {
                boolean asked = asks(sides.get(side), text) && asks(sides.get(0), text);
                if (asked && share(met, 0) > HALF && share(met, side) < HALF) {
                    missed.add(text);
                    return;
                }
            }
        });
        return missed;
    }

    private static boolean asks(Side side, String text) {
        return side.runs().stream()
                .flatMap(run -> run.objectives().stream())
                .anyMatch(objective -> objective.text().equals(text));
    }

    private double share(List<Integer> met, int side) {
        return (double) met.get(side) / sides.get(side).runs().size();
    }

    /** Whether something that decides is worse, or an objective is newly missed. */
    public boolean isRegression() {
        return rows.stream().anyMatch(Row::isRegression) || !newlyMissed().isEmpty();
    }

    /** The verdict in a sentence. */
    public String verdict() {
        List<String> worse = wholesFirst(
                rows.stream().filter(Row::isRegression).map(Row::name).toList());
        List<String> better = wholesFirst(rows.stream()
                .filter(row ->
                        row.decides() && row.changes().stream().anyMatch(change -> change.verdict() == Verdict.BETTER))
                .map(Row::name)
                .toList());
        List<String> missed = newlyMissed();
        if (!worse.isEmpty() || !missed.isEmpty()) {
            String objectives = missed.isEmpty() ? "" : "; newly missed: " + String.join(", ", missed);
            String numbers = worse.isEmpty() ? "an objective" : counted(worse) + " worse: " + some(worse);
            return "Regression: " + numbers + objectives + (better.isEmpty() ? "" : "; better: " + some(better));
        }
        return better.isEmpty()
                ? "No difference beyond noise in what decides"
                : "Better: " + counted(better) + " improved: " + some(better) + "; nothing that decides is worse";
    }

    /** Without those of single faults and groups of which the whole is there. */
    private static List<String> wholesFirst(List<String> names) {
        return names.stream()
                .filter(name -> name.indexOf('{') < 0 || !names.contains(name.substring(0, name.indexOf('{'))))
                .toList();
    }

    private static String counted(List<String> names) {
        return names.size() + (names.size() == 1 ? " number" : " numbers");
    }

    private static String some(List<String> names) {
        int most = 4;
        String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
    }
}
