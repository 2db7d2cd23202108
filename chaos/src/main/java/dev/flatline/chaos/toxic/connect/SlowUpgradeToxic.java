package dev.flatline.chaos.toxic.connect;

import dev.flatline.chaos.toxic.LineStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.fault.Impairment;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The answer to the upgrade request comes late: whatever the upstream says first on a new connection waits, and what it says
 * later is in time.
 */
public final class SlowUpgradeToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "slow_upgrade", "delays the upstream's first answer on new connections", Stream.BOTH)
            .whole("delay", 1000, "milliseconds, 0 to 86400000")
            .make(SlowUpgradeToxic::new);

    private static final long MAX_DELAY_MILLIS = 86_400_000;

    private final Values values;
    private final long delayNanos;

    private SlowUpgradeToxic(Values values) {
        this.values = values;
        this.delayNanos = TimeUnit.MILLISECONDS.toNanos(values.whole("delay", 0, MAX_DELAY_MILLIS));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean hitsStanding() {
        return false;
    }

    @Override
    public void open(Link link) {
        link.install(Direction.DOWNSTREAM, LineStage.delaying(link, Direction.DOWNSTREAM, new FirstLate()));
    }

    private final class FirstLate implements Impairment {
        private boolean begun;

        @Override
        public long deliverAtNanos(long arrivedNanos, int bytes, RandomGenerator random) {
            boolean first = !begun;
            begun = true;
            return first ? arrivedNanos + delayNanos : arrivedNanos;
        }
    }
}
