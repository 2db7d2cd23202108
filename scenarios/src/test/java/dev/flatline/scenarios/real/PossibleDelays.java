package dev.flatline.scenarios.real;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.profile.ClientProfile;
import dev.flatline.core.reconnect.Loss;
import dev.flatline.core.reconnect.Retry;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** What a profile may do after a loss, found by asking its policy with every draw. */
final class PossibleDelays {

    private static final int SHARES = 10_000;
    private static final long LONG_AGO_NANOS = Long.MAX_VALUE / 2;

    private PossibleDelays() {}

    /** The delays after an open connection was lost, in nanoseconds; none if the profile's clients do not come back. */
    static NavigableSet<Long> after(ClientProfile profile, CloseCause cause, int code) {
        NavigableSet<Long> delays = new TreeSet<>();
        for (int k = 0; k < SHARES; k++) {
            double share = (double) k / SHARES;
            Loss loss = new Loss(0, 0, cause, code, true, true, LONG_AGO_NANOS, 0, 0, share);
            Retry retry = profile.policy().next(loss, new SameShare(share));
            if (!retry.givesUp()) {
                delays.add(retry.delayNanos());
            }
        }
        return delays;
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
            return (long) (share * bound);
        }

        @Override
        public long nextLong(long origin, long bound) {
            return origin + (long) (share * (bound - origin));
        }
    }
}
