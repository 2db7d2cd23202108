package dev.flatline.scenarios.file;

import dev.flatline.core.load.ChurnPlan;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Optional;

/** Reads {@code churn} of a group: how long its clients stay, or how many leave in a second. */
final class ChurnReader {

    private ChurnReader() {}

    /** Reads it for a group of so many clients. */
    static Optional<ChurnPlan> read(Section group, Optional<Integer> clients) {
        if (group.isNone("churn", true)) {
            return Optional.of(ChurnPlan.NONE);
        }
        Section churn = group.child("churn", Keys.CHURN);
        Optional<Long> away = churn.optional("away", "5s", Quantity::durationNanos);
        if (churn.has("stay")) {
            Optional<Long> stay = churn.required("stay", Words::positiveNanos);
            churn.refuse("a churn without stay", "rate");
            return churn.build(() -> new ChurnPlan(stay.orElseThrow(), away.orElseThrow()));
        }
        Optional<Double> rate = churn.required("rate", Words::positiveRate);
        return clients.isEmpty()
                ? Optional.empty()
                : churn.build(() -> ChurnPlan.atRate(rate.orElseThrow(), clients.get(), away.orElseThrow()));
    }
}
