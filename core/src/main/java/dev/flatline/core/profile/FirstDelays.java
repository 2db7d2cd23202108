package dev.flatline.core.profile;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.Scan.Grid;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.reconnect.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The ranges of the first delays of an outage in which the server is gone: an open connection is cut, and every attempt is
 * refused at once. Found by asking the policy itself, with every draw of an outage at the same share of its range, for thousands
 * of shares.
 */
public final class FirstDelays {

    private static final int SHARES = 8_000;
    private static final int SHARES_OF_A_PHASE = 500;
    private static final double LAST_SHARE = 1 - 1e-9;
    private static final int POLL_PHASES = 120;

    private FirstDelays() {}

    /**
     * The delays before one attempt.
     *
     * @param leastNanos the shortest
     * @param mostNanos the longest
     */
    public record Range(long leastNanos, long mostNanos) {

        private Range with(long nanos) {
            return new Range(Math.min(leastNanos, nanos), Math.max(mostNanos, nanos));
        }
    }

    /** Those of a client that was open: as many as asked for, or fewer if it gives up before. */
    public static List<Range> of(ClientProfile profile, int attempts) {
        return of(profile.policy(), profile.rule(), true, attempts);
    }

    /** Those of a client that was open, or never was. */
    static List<Range> of(ReconnectPolicy policy, HeartbeatRule rule, boolean wasOpen, int attempts) {
        List<Range> ranges = new ArrayList<>();
        boolean polls = wasOpen && rule.scan().grid() == Grid.POLLS;
        for (int phase = polls ? 1 : POLL_PHASES; phase <= POLL_PHASES; phase++) {
            long untilPoll = polls ? 2 * rule.scan().everyNanos() * phase / POLL_PHASES : 0;
            int shares = polls ? SHARES_OF_A_PHASE : SHARES;
            for (int k = 0; k <= shares; k++) {
                double share = Math.min(LAST_SHARE, (double) k / shares);
                Loss loss = new Loss(
                        0,
                        0,
                        wasOpen ? CloseCause.END_OF_STREAM : CloseCause.REFUSED,
                        0,
                        wasOpen,
                        wasOpen,
                        wasOpen ? Long.MAX_VALUE / 2 : 0,
                        1,
                        untilPoll,
                        share);
                follow(policy, loss, new SameShare(share), attempts, ranges);
            }
        }
        return ranges;
    }

    private static void follow(
            ReconnectPolicy policy, Loss first, RandomGenerator random, int attempts, List<Range> ranges) {
        Loss loss = first;
        for (int attempt = 0; attempt < attempts; attempt++) {
            Retry retry = policy.next(loss, random);
            if (retry.givesUp()) {
                return;
            }
            if (attempt == ranges.size()) {
                ranges.add(new Range(retry.delayNanos(), retry.delayNanos()));
            } else {
                ranges.set(attempt, ranges.get(attempt).with(retry.delayNanos()));
            }
            loss = loss.failedAfter(retry, CloseCause.REFUSED);
        }
    }

    /** Every draw is the same share of its range. */
    private record SameShare(double share) implements RandomGenerator {

        @Override
        public double nextDouble() {
            return share;
        }

        @Override
        public long nextLong() {
            return (long) (share * Long.MAX_VALUE);
        }

        @Override
        public long nextLong(long bound) {
            return nextLong(0, bound);
        }

        @Override
        public long nextLong(long origin, long bound) {
            return origin + Math.min(bound - origin - 1, (long) (share * (bound - origin)));
        }
    }
}
