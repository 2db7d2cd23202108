package dev.flatline.scenarios.file;

import dev.flatline.scenarios.AbortRule;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Optional;

/** Reads {@code abort-on}: when the target is so broken that going on only hurts it. */
final class AbortReader {

    private AbortReader() {}

    static Optional<AbortRule> read(Section root) {
        if (root.isNone("abort-on", true)) {
            return Optional.of(AbortRule.NEVER);
        }
        Section section = root.child("abort-on", Keys.ABORT_ON);
        Optional<Double> failed = section.required("failed", Quantity::share);
        Optional<Long> time = section.optional("for", "10s", Words::positiveNanos);
        Optional<Integer> attempts = section.optional("attempts", "20", Quantity::count);
        return section.build(() -> new AbortRule(failed.orElseThrow(), time.orElseThrow(), attempts.orElseThrow()));
    }
}
