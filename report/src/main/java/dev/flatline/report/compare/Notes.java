package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What makes sides hard to compare: other scenarios, other machines, runs that are worth nothing. */
final class Notes {

    private static final String ENOUGH = " four or more runs on each side are tested";

    private final List<Side> sides;
    private final List<String> notes = new ArrayList<>();

    private Notes(List<Side> sides) {
        this.sides = sides;
    }

    static List<String> of(List<Side> sides) {
        Notes notes = new Notes(sides);
        notes.differ("scenario", run -> run.result().identity().scenario());
        notes.differ("clients", run -> Integer.toString(run.result().identity().clients()));
        notes.differ(
                "planned seconds",
                run -> Double.toString(run.result().identity().plannedSeconds()));
        notes.differ("engine", run -> run.result().identity().engine());
        notes.differ("target", run -> run.result().identity().target());
        for (String fact : List.of("os", "cores", "java", "transport")) {
            notes.differ(fact, run -> run.result().environment().getOrDefault(fact, "unknown"));
        }
        notes.differ("version of Flatline", Run::flatline);
        notes.spoilt();
        notes.few();
        notes.identical();
        return List.copyOf(notes.notes);
    }

    private void differ(String what, Function<Run, String> of) {
        List<Set<String>> found = sides.stream()
                .map(side -> side.runs().stream()
                        .map(of)
                        .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new)))
                .toList();
        if (found.stream().distinct().count() > 1) {
            String each =
                    found.stream().map(values -> String.join(" and ", values)).collect(Collectors.joining(" | "));
            notes.add("the sides differ in " + what + ": " + each);
        }
    }

    private void spoilt() {
        for (Side side : sides) {
            if (side.isInvalid()) {
                notes.add(side.name()
                        + ": every run is INVALID: its numbers are those of a machine that could not keep up,"
                        + " and there is no verdict on them");
            }
            if (side.leftOut() > 0) {
                notes.add(side.name() + ": " + side.leftOut()
                        + (side.leftOut() == 1
                                ? " run is INVALID and was left out"
                                : " runs are INVALID and were left out"));
            }
            if (side.repeated() > 0) {
                notes.add(side.name() + ": " + side.repeated()
                        + " of its runs are the trace of another one, event by event:"
                        + " they say nothing new and were left out");
            }
            Set<String> mixed = Settings.differing(side.runs().stream()
                            .map(run -> List.of(run.settings()))
                            .toList())
                    .keySet();
            if (!mixed.isEmpty()) {
                notes.add(side.name() + ": its own runs are set differently: " + String.join(", ", mixed));
            }
            long aborted = side.results().stream()
                    .filter(run -> run.state() == State.ABORTED)
                    .count();
            if (aborted > 0) {
                notes.add(side.name() + ": " + aborted + " of " + side.size() + " runs stopped themselves early");
            }
        }
    }

    private void few() {
        int base = sides.get(0).size();
        if (sides.stream().allMatch(side -> side.size() == 1)) {
            notes.add("one run on each side says nothing of the noise between runs: only large differences count;"
                    + ENOUGH);
        } else if (sides.stream().skip(1).anyMatch(side -> !Chances.canTell(base, side.size()))) {
            notes.add("so few runs say little of the noise between them, and nothing is corrected for many numbers;"
                    + ENOUGH);
        }
    }

    private void identical() {
        List<Set<String>> traces = sides.stream()
                .map(side -> side.results().stream().map(RunResult::traceHash).collect(Collectors.toUnmodifiableSet()))
                .toList();
        if (sides.stream().allMatch(Side::isSimulated)
                && traces.stream().distinct().count() == 1) {
            notes.add("the sides are the same trace, event by event");
        }
    }
}
