package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import dev.flatline.scenarios.objective.Condition.Judged;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions that are joined: the outcome that comes first in an order decides. */
final class Joined {

    private Joined() {}

    static Judged of(List<Condition> parts, Measured measured, String word, List<Outcome> order) {
        return of(parts.stream().map(part -> part.judge(measured)).toList(), word, order);
    }

    static Judged of(List<Judged> parts, String word, List<Outcome> order) {
        Judged decides = parts.stream()
                .min((a, b) -> Integer.compare(order.indexOf(a.outcome()), order.indexOf(b.outcome())))
                .orElseThrow();
        String actual = parts.stream().map(Judged::actual).collect(Collectors.joining(word));
        return new Judged(actual, decides.outcome(), decides.reason());
    }
}
