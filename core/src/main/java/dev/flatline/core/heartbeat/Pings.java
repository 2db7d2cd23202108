package dev.flatline.core.heartbeat;

import java.util.random.RandomGenerator;

/**
 * The pings that one side sends.
 *
 * @param frame what is sent
 * @param everyNanos the interval; 0 sends none
 * @param cadence what the interval is counted from
 * @param phase for {@link Cadence#FIXED}, when the first one is due; {@link Phase#CONNECTION} for the others
 */
public record Pings(PingFrame frame, long everyNanos, Cadence cadence, Phase phase) {

    /** What the interval is counted from. */
    public enum Cadence {
        /** From the last activity, once a silence: uWebSockets, Reverb. */
        QUIET_ONCE,
        /** From the last activity, and again after each further interval of the same silence: GatewayWorker. */
        QUIET,
        /** From ping to ping, whatever arrives: most servers. */
        FIXED,
        /** From the answer to the last ping, whatever counts as activity or pong; the first one from the open: Engine.IO 4. */
        AFTER_ANSWER
    }

    /** When the first one of a fixed cadence is due. */
    public enum Phase {
        /** One interval after the open. */
        CONNECTION,
        /** With everybody else's: one round for all, on the grid of the scan: Ratchet, the recipe of ws. */
        SHARED,
        /** At random in the second half of the interval after the open: Centrifugo. */
        RANDOM_HALF,
        /** At random in the interval after the open. */
        SPREAD
    }

    /** No pings. */
    public static final Pings NONE = new Pings(PingFrame.WEBSOCKET, 0, Cadence.QUIET_ONCE, Phase.CONNECTION);

    /** Checks what goes together. */
    public Pings {
        if (everyNanos < 0) {
            throw new IllegalArgumentException("every must not be negative: " + everyNanos + "ns");
        }
        if (cadence != Cadence.FIXED && phase != Phase.CONNECTION) {
            throw new IllegalArgumentException("phase goes with cadence: fixed");
        }
        if (cadence == Cadence.AFTER_ANSWER && !frame.isAnswered()) {
            throw new IllegalArgumentException("cadence: after-answer needs an answer");
        }
    }

    /** Pings of a cadence other than fixed, or of a fixed one from the open. */
    public static Pings of(PingFrame frame, long everyNanos, Cadence cadence) {
        return new Pings(frame, everyNanos, cadence, Phase.CONNECTION);
    }

    /** Whether there are any. */
    public boolean sends() {
        return everyNanos > 0;
    }

    /** How long after the open the first one of a fixed cadence is due. Draws only for a random phase. */
    public long firstAfterNanos(RandomGenerator random) {
        return switch (phase) {
            case CONNECTION, SHARED -> everyNanos;
            case RANDOM_HALF -> random.nextLong(everyNanos / 2, everyNanos);
            case SPREAD -> 1 + random.nextLong(everyNanos);
        };
    }

    /** Whether they wait for a silence. */
    public boolean onQuiet() {
        return cadence == Cadence.QUIET_ONCE || cadence == Cadence.QUIET;
    }
}
