package dev.flatline.scenarios.file;

import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.ExponentialBackoff.Cap;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.scenarios.unit.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code clients.reconnect}. */
final class ReconnectReader {

    private static final String BASE = "500ms";
    private static final ReconnectPolicy NEVER = ExponentialBackoff.fixed(1, Jitter.NONE, 0);
    private static final Function<String, Jitter> JITTER = Words.oneOf(jitters());
    private static final Function<String, Cap> CAP = Words.oneOf(caps());

    private ReconnectReader() {}

    /** The policy, and how long a connection must be open for it to start over. */
    record Reconnect(ReconnectPolicy policy, long resetAfterNanos) {}

    static Optional<Reconnect> read(Section clients) {
        if (clients.isNone("reconnect", false)) {
            return Optional.of(new Reconnect(NEVER, 0));
        }
        if (clients.keysOf("reconnect").contains("profile")) {
            return ClientProfileReader.reconnect(clients);
        }
        Section section = clients.child("reconnect", Keys.RECONNECT);
        Optional<String> backoff =
                section.optional("backoff", "exponential", Words.oneOf("exponential", "fixed", "none"));
        if (backoff.isEmpty()) {
            return Optional.empty();
        }
        return switch (backoff.get()) {
            case "none" -> section.build(() -> new Reconnect(NEVER, 0));
            case "fixed" -> fixed(section);
            default -> exponential(section);
        };
    }

    private static Optional<Reconnect> fixed(Section section) {
        Optional<Long> base = section.optional("base", BASE, Words::positiveNanos);
        Optional<Jitter> jitter = section.optional("jitter", "full", JITTER);
        if (jitter.filter(Jitter.DECORRELATED::equals).isPresent()) {
            section.reject("jitter", "found 'decorrelated' with a fixed backoff; accepted: none, full, equal");
        }
        Optional<Integer> attempts = attempts(section);
        Optional<Long> reset = section.optional("reset-after", "0s", Quantity::durationNanos);
        return section.build(() -> new Reconnect(
                ExponentialBackoff.fixed(base.orElseThrow(), jitter.orElseThrow(), attempts.orElseThrow()),
                reset.orElseThrow()));
    }

    private static Optional<Reconnect> exponential(Section section) {
        Optional<Long> base = section.optional("base", BASE, Words::positiveNanos);
        Optional<Jitter> jitter = section.optional("jitter", "full", JITTER);
        boolean decorrelated = jitter.filter(Jitter.DECORRELATED::equals).isPresent();
        Optional<Double> factor =
                decorrelated ? Optional.of(2.0) : section.optional("factor", "2", ReconnectReader::factor);
        Optional<Long> cap = section.optional("cap", "10s", Words::positiveNanos);
        Optional<Cap> capped =
                decorrelated ? Optional.of(Cap.AFTER_JITTER) : section.optional("capped", "before-jitter", CAP);
        Optional<Integer> attempts = attempts(section);
        Optional<Long> reset = section.optional("reset-after", "0s", Quantity::durationNanos);
        if (base.isPresent() && cap.isPresent() && cap.get() < base.get()) {
            section.reject("cap", "found a cap below the base; accepted: at least base");
        }
        return section.build(() -> new Reconnect(
                new ExponentialBackoff(
                        base.orElseThrow(),
                        factor.orElseThrow(),
                        cap.orElseThrow(),
                        jitter.orElseThrow(),
                        capped.orElseThrow(),
                        attempts.orElseThrow()),
                reset.orElseThrow()));
    }

    private static Optional<Integer> attempts(Section section) {
        return section.optional(
                "max-attempts",
                "unlimited",
                text -> text.equals("unlimited") ? ExponentialBackoff.UNLIMITED : Quantity.count(text));
    }

    private static double factor(String text) {
        double factor = Quantity.number(text);
        if (factor < 1) {
            throw Quantity.bad(text, "a number of at least 1");
        }
        return factor;
    }

    private static Map<String, Jitter> jitters() {
        Map<String, Jitter> words = new LinkedHashMap<>();
        words.put("none", Jitter.NONE);
        words.put("full", Jitter.FULL);
        words.put("equal", Jitter.EQUAL);
        words.put("decorrelated", Jitter.DECORRELATED);
        return words;
    }

    private static Map<String, Cap> caps() {
        Map<String, Cap> words = new LinkedHashMap<>();
        words.put("before-jitter", Cap.BEFORE_JITTER);
        words.put("after-jitter", Cap.AFTER_JITTER);
        return words;
    }
}
