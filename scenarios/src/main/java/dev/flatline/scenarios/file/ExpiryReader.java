package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.Expiry.From;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.scenarios.unit.Quantity;
import java.util.Optional;
import java.util.function.Function;

/** Reads when a side declares the other gone, and what it does then. */
final class ExpiryReader {

    private static final Function<String, From> FROM = Words.oneOf(Words.named(From.values()));
    private static final Function<String, String> EXPIRY = Words.oneOf("abrupt", "close");

    private ExpiryReader() {}

    /** Pings that could not be read are empty: what needs them is then only looked at for mistakes. */
    static Optional<Expiry> read(Section beat, Optional<Pings> pings, boolean client) {
        Optional<OnExpiry> action = action(beat, client);
        if (pings.isEmpty()) {
            lookAt(beat, "timeout");
            lookAt(beat, "idle");
            return Optional.empty();
        }
        if (pings.get().sends()) {
            return withPings(beat, pings.get(), action);
        }
        if (beat.has("timeout")) {
            beat.reject("timeout", "found a timeout without pings; accepted: idle, or ping: websocket with every");
            return Optional.empty();
        }
        if (!beat.has("idle")) {
            beat.reject(
                    "idle", "missing; accepted: idle, or ping: websocket with every and timeout, or heartbeat: none");
            return Optional.empty();
        }
        return expiry(idle(beat), From.ACTIVITY, action);
    }

    private static Optional<Expiry> withPings(Section beat, Pings pings, Optional<OnExpiry> action) {
        if (beat.has("idle") && beat.has("timeout")) {
            beat.reject("idle", "found idle and timeout; accepted: timeout (after the ping) or idle (both phases)");
            return Optional.empty();
        }
        if (!beat.has("idle")) {
            Optional<Long> timeout = beat.required("timeout", ExpiryReader::nanosOrNever);
            From from =
                    pings.onQuiet() ? beat.optional("from", "activity", FROM).orElse(From.ACTIVITY) : From.PING;
            long before = from == From.ACTIVITY ? pings.everyNanos() : 0;
            return expiry(timeout.map(nanos -> later(nanos, before)), from, action);
        }
        Optional<Long> idle = idle(beat);
        if (pings.onQuiet() && idle.filter(nanos -> nanos <= pings.everyNanos()).isPresent()) {
            beat.reject("idle", "found a silence that ends before the ping; accepted: longer than every");
            return Optional.empty();
        }
        return expiry(idle, From.ACTIVITY, action);
    }

    private static long later(long nanos, long moreNanos) {
        return nanos == HeartbeatRule.NEVER ? nanos : nanos + moreNanos;
    }

    private static Optional<Expiry> expiry(Optional<Long> nanos, From from, Optional<OnExpiry> action) {
        return nanos.flatMap(
                time -> action.map(does -> time == HeartbeatRule.NEVER ? Expiry.NONE : new Expiry(time, from, does)));
    }

    private static Optional<Long> idle(Section beat) {
        return beat.required("idle", ExpiryReader::nanosOrNever);
    }

    private static void lookAt(Section beat, String key) {
        if (beat.has(key)) {
            beat.required(key, ExpiryReader::nanosOrNever);
        }
    }

    private static Optional<OnExpiry> action(Section beat, boolean client) {
        Optional<String> expiry = beat.optional("expiry", "abrupt", EXPIRY);
        boolean closes = expiry.filter("close"::equals).isPresent();
        Optional<Integer> code =
                closes ? beat.optional("code", "1001", ExpiryReader::closeCode) : Optional.of(OnExpiry.ABRUPT);
        Optional<String> reason = closes ? beat.optional("reason", "", text -> text) : Optional.of("");
        Optional<Long> resume = Optional.of(0L);
        if (client) {
            beat.refuse("the server", "resume");
        } else {
            resume = beat.optional("resume", "0s", Quantity::durationNanos);
        }
        if (expiry.isEmpty() || code.isEmpty() || reason.isEmpty() || resume.isEmpty()) {
            return Optional.empty();
        }
        OnExpiry found = new OnExpiry(code.get(), "", resume.get());
        String why = reason.get();
        return beat.part("reason", () -> new OnExpiry(found.closeCode(), why, found.resumeNanos()));
    }

    private static long nanosOrNever(String text) {
        return text.equals("never") ? HeartbeatRule.NEVER : Words.positiveNanos(text);
    }

    private static int closeCode(String text) {
        if (text.equals("none")) {
            return OnExpiry.NO_STATUS;
        }
        try {
            int code = Integer.parseInt(text);
            if (code != OnExpiry.ABRUPT && code != OnExpiry.NO_STATUS) {
                return OnExpiry.close(code, "").closeCode();
            }
        } catch (IllegalArgumentException notACode) {
            throw badCode(text);
        }
        throw badCode(text);
    }

    private static IllegalArgumentException badCode(String text) {
        return Quantity.bad(text, "1000 to 1003, 1007 to 1014, 3000 to 4999, or none for a Close frame without a code");
    }
}
