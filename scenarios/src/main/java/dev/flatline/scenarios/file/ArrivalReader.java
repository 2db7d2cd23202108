package dev.flatline.scenarios.file;

import dev.flatline.core.load.ArrivalSchedule;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.PoissonArrivals;
import dev.flatline.core.load.RampingRate;
import dev.flatline.core.load.Spike;
import dev.flatline.core.load.SteppedRate;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code connect} of a group: when its clients arrive. */
final class ArrivalReader {

    private ArrivalReader() {}

    static Optional<ArrivalSchedule> read(Section group) {
        if (!group.has("connect")) {
            group.missing("connect");
            return Optional.empty();
        }
        Section connect = group.child("connect", Keys.CONNECT);
        Optional<String> arrival =
                connect.optional("arrival", "poisson", Words.oneOf("constant", "poisson", "ramp", "steps", "spike"));
        if (arrival.isEmpty()) {
            return Optional.empty();
        }
        return switch (arrival.get()) {
            case "ramp" -> ramp(connect);
            case "steps" -> steps(connect);
            case "spike" -> spike(connect);
            default -> steady(connect, arrival.get().equals("poisson"));
        };
    }

    private static Optional<ArrivalSchedule> steady(Section connect, boolean poisson) {
        Optional<Double> rate = connect.required("rate", Words::positiveRate);
        return connect.build(
                () -> poisson ? new PoissonArrivals(rate.orElseThrow()) : new ConstantRate(rate.orElseThrow()));
    }

    private static Optional<ArrivalSchedule> ramp(Section connect) {
        Optional<Double> from = connect.optional("from", "0/s", Quantity::perSecond);
        Optional<Double> to = connect.required("to", Words::positiveRate);
        Optional<Long> over = connect.required("over", Words::positiveNanos);
        return connect.build(() -> new RampingRate(from.orElseThrow(), to.orElseThrow(), over.orElseThrow()));
    }

    private static Optional<ArrivalSchedule> spike(Section connect) {
        Optional<Double> rate = connect.required("rate", Words::positiveRate);
        Optional<Long> at = connect.required("at", Quantity::durationNanos);
        Optional<Integer> clients = connect.required("clients", Quantity::count);
        Optional<Long> over = connect.optional("over", "1s", Words::positiveNanos);
        return connect.build(
                () -> new Spike(rate.orElseThrow(), at.orElseThrow(), clients.orElseThrow(), over.orElseThrow()));
    }

    private static Optional<ArrivalSchedule> steps(Section connect) {
        if (!connect.has("steps")) {
            connect.missing("steps");
        }
        List<SteppedRate.Step> steps = new ArrayList<>();
        for (Section step : connect.children("steps", Keys.STEP)) {
            Optional<Double> rate = step.required("rate", Quantity::perSecond);
            Optional<Long> length = step.required("for", Words::positiveNanos);
            step.build(() -> new SteppedRate.Step(rate.orElseThrow(), length.orElseThrow()))
                    .ifPresent(steps::add);
        }
        return connect.build(() -> new SteppedRate(steps));
    }
}
