package dev.flatline.core.profile;

import dev.flatline.core.reconnect.DelayTable;
import dev.flatline.core.reconnect.ExponentialBackoff;
import dev.flatline.core.reconnect.ExponentialBackoff.Cap;
import dev.flatline.core.reconnect.Jitter;
import dev.flatline.core.reconnect.ReconnectPolicy;

/** The plain shapes that the formulas of many clients begin with. */
final class Growth {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000_000_000;

    private Growth() {}

    /** The same delay for ever, without jitter. */
    static ReconnectPolicy fixed(long delayNanos) {
        return delayNanos == 0
                ? DelayTable.AT_ONCE
                : ExponentialBackoff.fixed(delayNanos, Jitter.NONE, ExponentialBackoff.UNLIMITED);
    }

    /** Uniform in [0, most), for ever. */
    static ReconnectPolicy uniform(long mostNanos) {
        return ExponentialBackoff.fixed(mostNanos, Jitter.FULL, ExponentialBackoff.UNLIMITED);
    }

    /** Exponential, without jitter, for ever. */
    static ReconnectPolicy exponential(long baseNanos, double factor, long capNanos) {
        return exponential(baseNanos, factor, capNanos, Jitter.NONE, Cap.BEFORE_JITTER);
    }

    static ReconnectPolicy exponential(long baseNanos, double factor, long capNanos, Jitter jitter, Cap cap) {
        return new ExponentialBackoff(baseNanos, factor, capNanos, jitter, cap, ExponentialBackoff.UNLIMITED);
    }
}
