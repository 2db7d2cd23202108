package dev.flatline.report.compare;

import dev.flatline.core.measure.RunResult;
import dev.flatline.core.measure.RunResult.Identity;
import dev.flatline.core.measure.RunResult.State;
import dev.flatline.core.measure.RunResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What makes sides hard to compare: other scenarios, other machines, runs that are worth nothing. */
final class Notes {

    private final List<Side> sides;
    private final List<String> notes = new ArrayList<>();

    private Notes(List<Side> sides) {
        this.sides = sides;
    }

    static List<String> of(List<Side> sides) {
        Notes notes = new Notes(sides);
        notes.differ("scenario", run -> run.identity().scenario());
        notes.differ("clients", run -> Integer.toString(run.identity().clients()));
        notes.differ("planned seconds", run -> Double.toString(run.identity().plannedSeconds()));
        notes.differ("engine", run -> run.identity().engine());
        notes.differ("target", run -> run.identity().target());
        notes.differ("cores", run -> run.environment().getOrDefault("cores", "unknown"));
        notes.differ("java", run -> run.environment().getOrDefault("java", "unknown"));
        notes.spoilt();
        notes.single();
        notes.identical();
        return List.copyOf(notes.notes);
    }

    private void differ(String what, Function<RunResult, String> of) {
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
            long invalid = side.runs().stream()
                    .filter(run -> run.verdict() == Verdict.INVALID)
                    .count();
            long aborted = side.runs().stream()
                    .filter(run -> run.state() == State.ABORTED)
                    .count();
            if (invalid > 0) {
                notes.add(side.name() + ": " + invalid + " of " + side.runs().size()
                        + " runs are INVALID: their numbers are those of a machine that could not keep up");
            }
            if (aborted > 0) {
                notes.add(
                        side.name() + ": " + aborted + " of " + side.runs().size() + " runs stopped themselves early");
            }
        }
    }

    private void single() {
        if (sides.stream().allMatch(side -> side.runs().size() == 1)) {
            notes.add(
                    "one run on each side says nothing of the noise between runs: only large differences count; four or more"
                            + " runs on each side are tested");
        }
    }

    private void identical() {
        Set<String> hashes = sides.stream()
                .flatMap(side -> side.runs().stream())
                .map(RunResult::traceHash)
                .collect(Collectors.toSet());
        boolean simulated = sides.stream()
                .flatMap(side -> side.runs().stream())
                .map(RunResult::identity)
                .map(Identity::engine)
                .allMatch("simulated"::equals);
        if (simulated && hashes.size() == 1) {
            notes.add("all runs are the same trace, event by event");
        }
    }
}
