package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.PingFrame.Kind;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Pings.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads what a side sends to be answered, and what it expects its peer to send. */
final class PingsReader {

    private static final Function<String, Optional<Kind>> PING = Words.oneOf(kinds());
    private static final Function<String, Cadence> CADENCE = Words.oneOf(Words.named(Cadence.values()));
    private static final Function<String, Phase> PHASE = Words.oneOf(Words.named(Phase.values()));

    private PingsReader() {}

    /** The pings of this side; they are control frames if only {@code every} is there, and none without it. */
    static Optional<Pings> own(Section beat) {
        Optional<Optional<Kind>> kind = beat.optional("ping", kindByDefault(beat, "text", "every"), PING);
        if (kind.isEmpty()) {
            beat.has("every");
            return Optional.empty();
        }
        if (kind.get().isEmpty()) {
            if (beat.has("every")) {
                beat.reject("every", "found a ping interval without pings; accepted: with ping: websocket or text");
            }
            return Optional.of(Pings.NONE);
        }
        Optional<PingFrame> frame = frame(beat, kind.get().get(), "");
        Optional<Long> every = beat.required("every", Words::positiveNanos);
        Optional<Cadence> cadence = beat.optional("cadence", "quiet-once", CADENCE);
        Optional<Phase> phase = cadence.filter(Cadence.FIXED::equals).isPresent()
                ? beat.optional("phase", "connection", PHASE)
                : Optional.of(Phase.CONNECTION);
        if (frame.isEmpty() || every.isEmpty() || cadence.isEmpty() || phase.isEmpty()) {
            return Optional.empty();
        }
        return beat.part("cadence", () -> new Pings(frame.get(), every.get(), cadence.get(), phase.get()));
    }

    /** The pings of the other side, whose text messages are answered. */
    static Optional<Pings> peers(Section beat) {
        Optional<Optional<Kind>> kind =
                beat.optional("peer-ping", kindByDefault(beat, "peer-text", "peer-every"), PING);
        if (kind.isEmpty() || kind.get().isEmpty()) {
            return kind.map(none -> Pings.NONE);
        }
        Optional<PingFrame> frame = frame(beat, kind.get().get(), "peer-");
        Optional<Long> every = beat.required("peer-every", Words::positiveNanos);
        return frame.flatMap(sent -> every.map(nanos -> Pings.of(sent, nanos, Cadence.QUIET_ONCE)));
    }

    private static String kindByDefault(Section beat, String text, String every) {
        if (beat.has(text)) {
            return "text";
        }
        return beat.has(every) ? "websocket" : "none";
    }

    private static Optional<PingFrame> frame(Section beat, Kind kind, String prefix) {
        if (kind == Kind.WEBSOCKET) {
            return Optional.of(PingFrame.WEBSOCKET);
        }
        Optional<String> text = beat.required(prefix + "text", message -> message);
        Optional<String> answer = beat.optional(prefix + "answer", "", message -> message);
        return text.isEmpty() || answer.isEmpty()
                ? Optional.empty()
                : beat.part(prefix + "text", () -> PingFrame.text(text.get(), answer.get()));
    }

    private static Map<String, Optional<Kind>> kinds() {
        Map<String, Optional<Kind>> words = new LinkedHashMap<>();
        words.put("websocket", Optional.of(Kind.WEBSOCKET));
        words.put("text", Optional.of(Kind.TEXT));
        words.put("none", Optional.empty());
        return words;
    }
}
