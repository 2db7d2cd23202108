package dev.flatline.core.reconnect;

import dev.flatline.core.connection.CloseCause;
import java.util.random.RandomGenerator;

/**
 * No delay after a close at all, but a clock that polls whatever happens: at a poll that finds the connection silent for too
 * long, the client reconnects, unless it was disconnected only just now. The polls come after {@code every × growth^min(a,
 * 10) × (1 + U[0, spread))}, where {@code a} counts the polls that found it stale since the last greeting, and the spread is
 * 1 while {@code a} is 0. Source: {@code connection_monitor.js} and {@code connection.js} of @rails/actioncable 8.1.
 *
 * <p>The first poll after a loss is the heartbeat rule's ({@link Loss#untilPollNanos}); without one it is drawn. What it
 * remembers is {@code a}, and whether the latest attempt began a reopening delay after its poll.
 *
 * @param everyNanos the shortest interval; also how long a silence is stale and a disconnection recent
 * @param growth per stale poll
 * @param spread of the interval, as a share of it
 * @param reopenNanos from a poll to the attempt where a socket had to be closed first
 */
public record FreePolls(long everyNanos, double growth, double spread, long reopenNanos) implements ReconnectPolicy {

    private static final int MAX_POWER = 10;
    private static final long REOPENED = 1L << 32;

    /** Checks the ranges. */
    public FreePolls {
        if (everyNanos <= 0 || growth < 1 || spread < 0 || reopenNanos < 0) {
            throw new IllegalArgumentException(
                    "every must be positive, growth at least 1, spread and reopen at least 0");
        }
    }

    @Override
    public Retry next(Loss loss, RandomGenerator random) {
        if (!loss.wasOpen()) {
            return afterFailure(loss, random);
        }
        return loss.cause() == CloseCause.HEARTBEAT_EXPIRED
                ? Retry.after(reopenNanos, REOPENED | 1)
                : afterClose(loss, random);
    }

    /** The poll that began the attempt also set the next one; an attempt that still hangs then is closed and reopened. */
    private Retry afterFailure(Loss loss, RandomGenerator random) {
        long stale = loss.memory() & ~REOPENED;
        long sincePoll = loss.sinceStartNanos() + (loss.memory() == stale ? 0 : reopenNanos);
        long untilPoll = Math.max(0, intervalNanos(stale, random) - sincePoll);
        return isTimeout(loss.cause())
                ? Retry.after(untilPoll + reopenNanos, REOPENED | (stale + 1))
                : Retry.after(untilPoll, stale + 1);
    }

    private Retry afterClose(Loss loss, RandomGenerator random) {
        long stale = 0;
        long poll = loss.untilPollNanos() > 0
                ? loss.untilPollNanos()
                : (long) (random.nextDouble() * intervalNanos(0, random));
        while (true) {
            if (loss.sinceSeenNanos() + poll > everyNanos) {
                stale++;
                if (poll >= everyNanos) {
                    return Retry.after(poll, stale);
                }
            }
            poll += intervalNanos(stale, random);
        }
    }

    private long intervalNanos(long stale, RandomGenerator random) {
        double most = stale == 0 ? 1 : spread;
        double grown = (double) everyNanos * Math.pow(growth, (double) Math.min(stale, MAX_POWER));
        return (long) (grown * (1 + most * random.nextDouble()));
    }

    private static boolean isTimeout(CloseCause cause) {
        return switch (cause) {
            case CONNECT_TIMEOUT, TLS_TIMEOUT, UPGRADE_TIMEOUT, GREETING_TIMEOUT -> true;
            default -> false;
        };
    }
}
