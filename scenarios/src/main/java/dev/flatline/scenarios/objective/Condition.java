package dev.flatline.scenarios.objective;

import dev.flatline.core.measure.RunResult.ObjectiveOutcome.Outcome;
import java.util.List;
import java.util.stream.Stream;

/** What an objective asks for: one comparison, or several joined by {@code and} and {@code or}. */
public sealed interface Condition permits Claim, Condition.All, Condition.Any {

    /** Whether it holds for what was measured. */
    Judged judge(Measured measured);

    /** The comparisons in it, from left to right. */
    Stream<Claim> claims();

    /**
     * What came of a condition.
     *
     * @param actual what was measured, for people
     * @param outcome what became of it
     * @param reason why there is nothing to compare; may be empty
     */
    record Judged(String actual, Outcome outcome, String reason) {}

    /**
     * All must hold. It is missed as soon as one is; else what has no data leaves it without data, and what is not observable
     * leaves it out.
     *
     * @param parts at least two
     */
    record All(List<Condition> parts) implements Condition {

        private static final List<Outcome> FIRST =
                List.of(Outcome.MISSED, Outcome.NO_DATA, Outcome.NOT_OBSERVABLE, Outcome.MET);

        /** Copies the list. */
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Judged judge(Measured measured) {
            return Joined.of(parts, measured, " and ", FIRST);
        }

        @Override
        public Stream<Claim> claims() {
            return parts.stream().flatMap(Condition::claims);
        }
    }

    /**
     * One must hold. It is met as soon as one is; else what is not observable might have been, and leaves it out, and what has no
     * data leaves it without data.
     *
     * @param parts at least two
     */
    record Any(List<Condition> parts) implements Condition {

        private static final List<Outcome> FIRST =
                List.of(Outcome.MET, Outcome.NOT_OBSERVABLE, Outcome.NO_DATA, Outcome.MISSED);

        /** Copies the list. */
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Judged judge(Measured measured) {
            return Joined.of(parts, measured, " or ", FIRST);
        }

        @Override
        public Stream<Claim> claims() {
            return parts.stream().flatMap(Condition::claims);
        }
    }
}
