package dev.flatline.scenarios.file;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.scenarios.unit.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a heartbeat rule, of either side: {@code none}, {@code idle} alone, or {@code ping} and {@code every} with the
 * {@code timeout} after the ping or with {@code idle} for both phases together.
 */
final class HeartbeatReader {

    private static final Function<String, Activity> ACTIVITY = Words.oneOf(activities());
    private static final Function<String, Boolean> PING = Words.oneOf(pings());

    private HeartbeatReader() {}

    /**
     * Reads the key {@code heartbeat} of a section.
     *
     * @param pongs whether a side that pings waits for pongs unless it says otherwise, as clients do
     */
    static Optional<HeartbeatRule> read(Section side, boolean pongs, String scanByDefault) {
        if (side.isNone("heartbeat", true)) {
            return Optional.of(HeartbeatRule.NONE);
        }
        Section beat = side.child("heartbeat", Keys.HEARTBEAT);
        boolean every = beat.has("every");
        boolean pings =
                beat.optional("ping", every ? "websocket" : "none", PING).orElse(every);
        Optional<Activity> activity = beat.optional("activity", pings && pongs ? "pongs" : "any-bytes", ACTIVITY);
        long everyNanos = pings ? beat.required("every", Words::positiveNanos).orElse(0L) : noEvery(beat);
        long timeoutNanos = pings ? timeoutAfterPing(beat, everyNanos) : idle(beat);
        Optional<Long> scan = beat.optional("scan", scanByDefault, Quantity::durationNanos);
        return beat.build(() -> everyNanos == 0
                ? HeartbeatRule.idle(activity.orElseThrow(), timeoutNanos, scan.orElseThrow())
                : HeartbeatRule.pinging(activity.orElseThrow(), everyNanos, timeoutNanos, scan.orElseThrow()));
    }

    private static long noEvery(Section beat) {
        if (beat.has("every")) {
            beat.reject("every", "found a ping interval without pings; accepted: with ping: websocket");
        }
        return 0;
    }

    private static long idle(Section beat) {
        if (beat.has("timeout")) {
            beat.reject("timeout", "found a timeout without pings; accepted: idle, or ping: websocket with every");
            return 1;
        }
        if (!beat.has("idle")) {
            beat.reject(
                    "idle", "missing; accepted: idle, or ping: websocket with every and timeout, or heartbeat: none");
            return 1;
        }
        return beat.required("idle", Words::positiveNanos).orElse(1L);
    }

    private static long timeoutAfterPing(Section beat, long everyNanos) {
        if (beat.has("idle") && beat.has("timeout")) {
            beat.reject("idle", "found idle and timeout; accepted: timeout (after the ping) or idle (both phases)");
            return 1;
        }
        if (!beat.has("idle")) {
            return beat.required("timeout", HeartbeatReader::timeout).orElse(1L);
        }
        long idleNanos = beat.required("idle", Words::positiveNanos).orElse(Long.MAX_VALUE);
        if (idleNanos <= everyNanos) {
            beat.reject("idle", "found a silence that ends before the ping; accepted: longer than every");
            return 1;
        }
        return idleNanos - everyNanos;
    }

    private static long timeout(String text) {
        return text.equals("never") ? HeartbeatRule.NEVER : Words.positiveNanos(text);
    }

    private static Map<String, Activity> activities() {
        Map<String, Activity> words = new LinkedHashMap<>();
        words.put("any-bytes", Activity.ANY_BYTES);
        words.put("messages", Activity.MESSAGES);
        words.put("pongs", Activity.PONGS);
        return words;
    }

    private static Map<String, Boolean> pings() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("websocket", true);
        words.put("none", false);
        return words;
    }
}
