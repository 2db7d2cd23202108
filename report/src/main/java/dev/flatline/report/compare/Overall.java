package dev.flatline.report.compare;

import java.util.List;
import java.util.stream.IntStream;

/** The verdict on all numbers in words: a sentence for each side but the first. */
final class Overall {

    private static final int MOST = 4;

    private Overall() {}

    static List<String> of(Comparison comparison) {
        int sides = comparison.sides().size();
        return IntStream.range(1, sides)
                .mapToObj(side ->
                        (sides > 2 ? comparison.sides().get(side).name() + ": " : "") + sentence(comparison, side))
                .toList();
    }

    private static String sentence(Comparison comparison, int side) {
        if (comparison.sides().get(0).isInvalid()
                || comparison.sides().get(side).isInvalid()) {
            return "No verdict: every run of a side is INVALID";
        }
        List<String> worse = decided(comparison, side, Verdict.WORSE);
        List<String> better = decided(comparison, side, Verdict.BETTER);
        List<String> missed = comparison.newlyMissed(side);
        if (!worse.isEmpty() || !missed.isEmpty()) {
            String objectives = missed.isEmpty() ? "" : "; newly missed: " + String.join(", ", missed);
            String numbers = worse.isEmpty() ? "an objective" : counted(worse) + " worse: " + some(worse);
            return "Regression: " + numbers + objectives + (better.isEmpty() ? "" : "; better: " + some(better));
        }
        if (!better.isEmpty()) {
            return "Better: " + counted(better) + " improved: " + some(better) + "; nothing that decides is worse";
        }
        List<String> unclear = decided(comparison, side, Verdict.UNCLEAR);
        return "No difference beyond noise in what decides" + (unclear.isEmpty() ? "" : "; unclear: " + some(unclear));
    }

    /** The numbers of that verdict; without those of single faults and groups of which the whole is there. */
    private static List<String> decided(Comparison comparison, int side, Verdict verdict) {
        List<String> names = comparison.rows().stream()
                .filter(row -> row.decided(side, verdict))
                .map(Row::name)
                .toList();
        return names.stream()
                .filter(name -> name.indexOf('{') < 0 || !names.contains(name.substring(0, name.indexOf('{'))))
                .toList();
    }

    private static String counted(List<String> names) {
        return names.size() + (names.size() == 1 ? " number" : " numbers");
    }

    private static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
        return names.size() > MOST ? shown + " and " + (names.size() - MOST) + " more" : shown;
    }
}
