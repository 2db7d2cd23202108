package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ArrivalSchedule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.PoissonArrivals;
import dev.flatline.core.load.RampingRate;
import dev.flatline.core.load.SteppedRate;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.unit.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code clients}: how many there are, when they arrive and how each one behaves. */
final class ClientsReader {

    private static final double MAX_MESSAGES_PER_SECOND = 1e6;

    private ClientsReader() {}

    static Optional<LoadPlan> read(Section root) {
        if (!root.has("clients")) {
            root.missing("clients");
            return Optional.empty();
        }
        Section clients = root.child("clients", Keys.CLIENTS);
        Optional<Integer> count = clients.required("count", ClientsReader::count);
        Optional<ArrivalSchedule> arrivals = arrivals(clients);
        Optional<HeartbeatRule> heartbeat = HeartbeatReader.read(clients, true);
        Optional<ReconnectReader.Reconnect> reconnect = ReconnectReader.read(clients);
        Optional<MessagePlan> messages = messages(clients);
        Optional<Long> attempt = clients.optional("attempt-timeout", "10s", Words::positiveNanos);
        return clients.build(() -> LoadPlan.of(
                count.orElseThrow(),
                arrivals.orElseThrow(),
                ClientPlan.plain(
                                heartbeat.orElseThrow(),
                                reconnect.orElseThrow().policy(),
                                attempt.orElseThrow())
                        .withResetAfter(reconnect.orElseThrow().resetAfterNanos())
                        .withMessages(messages.orElseThrow())));
    }

    private static int count(String text) {
        int count = Quantity.count(text);
        if (count < 1 || count > LoadPlan.MAX_CLIENTS) {
            throw Quantity.bad(text, "1 to " + LoadPlan.MAX_CLIENTS);
        }
        return count;
    }

    private static Optional<ArrivalSchedule> arrivals(Section clients) {
        if (!clients.has("connect")) {
            clients.missing("connect");
            return Optional.empty();
        }
        Section connect = clients.child("connect", Keys.CONNECT);
        Optional<String> arrival =
                connect.optional("arrival", "poisson", Words.oneOf("constant", "poisson", "ramp", "steps"));
        if (arrival.isEmpty()) {
            return Optional.empty();
        }
        return switch (arrival.get()) {
            case "ramp" -> ramp(connect);
            case "steps" -> steps(connect);
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

    private static Optional<MessagePlan> messages(Section clients) {
        if (clients.isNone("messages", true)) {
            return Optional.of(MessagePlan.NONE);
        }
        Section messages = clients.child("messages", Keys.MESSAGES);
        Optional<String> kind = messages.optional("kind", "echo", Words.oneOf("echo", "none"));
        if (kind.filter("none"::equals).isPresent()) {
            return messages.build(() -> MessagePlan.NONE);
        }
        Optional<Long> interval = messages.required("rate", ClientsReader::intervalNanos);
        Optional<Integer> size = messages.optional("size", "64B", Quantity::bytes);
        return messages.build(() -> new MessagePlan(interval.orElseThrow(), size.orElseThrow()));
    }

    private static long intervalNanos(String text) {
        double perSecond = Words.positiveRate(text);
        if (perSecond > MAX_MESSAGES_PER_SECOND) {
            throw Quantity.bad(text, "at most 1000000/s for each client");
        }
        return Math.min(Durations.MAX_NANOS, Math.round(1e9 / perSecond));
    }
}
