package dev.flatline.scenarios.file;

import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.MessagePlan.Kind;
import dev.flatline.core.text.Durations;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code messages} of a group: what its clients send. */
final class MessagesReader {

    private static final double MAX_MESSAGES_PER_SECOND = 1e6;

    private MessagesReader() {}

    static Optional<MessagePlan> read(Section group) {
        if (group.isNone("messages", true)) {
            return Optional.of(MessagePlan.NONE);
        }
        Section messages = group.child("messages", Keys.MESSAGES);
        Optional<String> kind = messages.optional("kind", "echo", Words.oneOf("echo", "push", "room", "none"));
        if (kind.filter("none"::equals).isPresent()) {
            return messages.build(() -> MessagePlan.NONE);
        }
        Optional<Long> interval = messages.required("rate", MessagesReader::intervalNanos);
        Optional<Integer> size = messages.optional("size", "64B", Quantity::bytes);
        Optional<Integer> room =
                kind.filter("room"::equals).isPresent() ? messages.required("room", Quantity::count) : Optional.of(0);
        return messages.build(() -> new MessagePlan(
                Kind.valueOf(kind.orElseThrow().toUpperCase(Locale.ROOT)),
                interval.orElseThrow(),
                size.orElseThrow(),
                room.orElseThrow()));
    }

    private static long intervalNanos(String text) {
        double perSecond = Words.positiveRate(text);
        if (perSecond > MAX_MESSAGES_PER_SECOND) {
            throw Quantity.bad(text, "at most 1000000/s for each client");
        }
        return Math.min(Durations.MAX_NANOS, Math.round(1e9 / perSecond));
    }
}
