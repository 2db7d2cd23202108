package dev.flatline.chaos.ledger;

import dev.flatline.core.SuppressForbidden;
import io.netty.util.concurrent.Ticker;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two clocks read at the same moment, which gives the instants of a ledger a time of day.
 *
 * @param wall the time of day
 * @param nanos the monotonic clock that {@link Injection#atNanos} is on: that of the event loops
 */
public record LedgerClock(Instant wall, long nanos) {

    /** As they stand now. */
    @SuppressForbidden("anchors the clock of the event loops to the time of day, for readers of the ledger")
    public static LedgerClock now() {
        return new LedgerClock(
                Instant.now(Clock.systemUTC()), Ticker.systemTicker().nanoTime());
    }

    /** As a member {@code clock} with {@code wall} and {@code nanos}. */
    public Map<String, Object> asMap() {
        Map<String, Object> clock = new LinkedHashMap<>();
        clock.put("wall", wall.toString());
        clock.put("nanos", nanos);
        return Map.of("clock", clock);
    }
}
