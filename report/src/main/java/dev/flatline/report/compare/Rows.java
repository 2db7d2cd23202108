package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Every number of some sides, judged. The numbers that decide are looked at together, and the others together, so that neither family
 * raises more alarms than its level allows.
 */
final class Rows {

    private static final String OTHER_LOAD = "the sides differ in clients or length";

    private final List<Side> sides;
    private final ToDoubleFunction<String> tolerance;
    private final Meaning meaning;
    private final List<List<Numbers>> numbers;
    private final Map<String, Kind> names = new LinkedHashMap<>();

    private Rows(List<Side> sides, ToDoubleFunction<String> tolerance) {
        this.sides = sides;
        this.tolerance = tolerance;
        this.meaning = Meaning.of(
                sides.stream().flatMap(side -> side.results().stream()).toList());
        this.numbers = sides.stream()
                .map(side -> side.runs().stream().map(Numbers::of).toList())
                .toList();
        numbers.forEach(side -> side.forEach(run -> run.kinds().forEach(names::putIfAbsent)));
    }

    /**
     * Judges.
     *
     * @param tolerance of a number, by its name
     */
    static List<Row> of(List<Side> sides, ToDoubleFunction<String> tolerance) {
        Rows rows = new Rows(sides, tolerance);
        List<Map<String, Row.Change>> changes = new ArrayList<>();
        for (int side = 1; side < sides.size(); side++) {
            changes.add(rows.changes(side));
        }
        return rows.names.entrySet().stream()
                .map(name -> rows.row(name.getKey(), name.getValue(), changes))
                .toList();
    }

    private Row row(String name, Kind kind, List<Map<String, Row.Change>> changes) {
        List<List<Double>> values = numbers.stream()
                .map(side -> side.stream()
                        .map(run -> run.number(name).value())
                        .filter(value -> !Double.isNaN(value))
                        .toList())
                .toList();
        return new Row(
                name,
                kind,
                meaning.decides(name),
                values,
                changes.stream()
                        .map(side -> Objects.requireNonNull(side.get(name)))
                        .toList());
    }

    private Map<String, Row.Change> changes(int side) {
        Map<String, Row.Change> changes = new LinkedHashMap<>();
        for (boolean deciding : new boolean[] {true, false}) {
            List<Pair> family = new ArrayList<>();
            names.forEach((name, kind) -> {
                if (meaning.decides(name) != deciding) {
                    return;
                }
                String other = incomparable(name, kind, side);
                if (other.isEmpty()) {
                    family.add(pair(name, kind, side));
                } else {
                    changes.put(
                            name,
                            new Row.Change(
                                    Verdict.NOT_COMPARABLE, Double.NaN, Double.NaN, Double.NaN, Double.NaN, other));
                }
            });
            judge(family, side, changes);
        }
        return changes;
    }

    private Pair pair(String name, Kind kind, int side) {
        return new Pair(name, kind, tolerance.applyAsDouble(name), observed(name, 0), observed(name, side));
    }

    private List<Observed> observed(String name, int side) {
        return numbers.get(side).stream().map(run -> run.number(name)).toList();
    }

    /** Why a number does not mean the same on a side as on the baseline; empty if it does. */
    private String incomparable(String name, Kind kind, int side) {
        if ((kind == Kind.COUNT || kind == Kind.LEVEL) && !load(0).equals(load(side))) {
            return OTHER_LOAD;
        }
        List<String> faults = Stream.of(numbers.get(0), numbers.get(side))
                .flatMap(List::stream)
                .map(run -> run.fault(name))
                .filter(fault -> !fault.isEmpty())
                .distinct()
                .toList();
        return faults.size() > 1 ? "other faults: " + String.join(", ", faults) : "";
    }

    private List<Double> load(int side) {
        RunResult.Identity identity = sides.get(side).results().get(0).identity();
        return List.of((double) identity.clients(), identity.plannedSeconds());
    }

    private void judge(List<Pair> family, int side, Map<String, Row.Change> changes) {
        double[] chances = Chances.canTell(sides.get(0).size(), sides.get(side).size())
                ? Chances.of(family)
                : family.stream().mapToDouble(pair -> Double.NaN).toArray();
        Grain grain = Grain.of(sides.get(0), sides.get(side));
        boolean invalid = sides.get(0).isInvalid() || sides.get(side).isInvalid();
        for (int i = 0; i < chances.length; i++) {
            Pair pair = family.get(i);
            Judge.Judged judged = Judge.judge(pair, meaning.better(pair.name()), chances[i], grain);
            changes.put(pair.name(), change(pair, invalid ? judged.withoutVerdict() : judged));
        }
    }

    private static Row.Change change(Pair pair, Judge.Judged judged) {
        if (pair.base().isEmpty() || pair.other().isEmpty()) {
            return new Row.Change(
                    judged.verdict(), judged.shift(), Double.NaN, Double.NaN, Double.NaN, judged.reason());
        }
        double[] base = values(pair.base());
        double from = Ranks.median(base);
        double share = from == 0 || Double.isInfinite(from) || Double.isInfinite(judged.shift())
                ? Double.NaN
                : judged.shift() / Math.abs(from);
        double[] interval = Ranks.interval(base, values(pair.other()));
        return new Row.Change(judged.verdict(), judged.shift(), share, interval[0], interval[1], judged.reason());
    }

    private static double[] values(List<Observed> side) {
        return side.stream().mapToDouble(Observed::value).toArray();
    }
}
