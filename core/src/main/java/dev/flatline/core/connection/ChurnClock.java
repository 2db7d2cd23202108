package dev.flatline.core.connection;

import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When one client leaves by its own choice, and when it comes back: exponential times by inversion, {@code -ln(1 - U) × mean},
 * from the client's own generator. A stay counts from the open and is drawn anew for each connection: an exponential stay that
 * a loss cuts short has no memory, so the rate of leaving is that of the plan while the client is open.
 */
final class ChurnClock {

    private final ChurnPlan plan;
    private final Timers timers;
    private final RandomGenerator random;
    private @Nullable Alarm alarm;

    ChurnClock(ChurnPlan plan, Timers timers, RandomGenerator random) {
        this.plan = plan;
        this.timers = timers;
        this.random = random;
    }

    /** The client opened: it leaves some time later. Draws only if the plan has churn. */
    void opened(Runnable leave) {
        if (plan.happens()) {
            rearm(draw(plan.stayNanos()), leave);
        }
    }

    /** The connection is gone before the client left. */
    void closed() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    /** The client left: it comes back some time later, and is told when that was due. */
    void left(LongConsumer comeBack) {
        long delayNanos = draw(plan.awayNanos());
        long due = timers.nanoTime() + delayNanos;
        rearm(delayNanos, () -> comeBack.accept(due));
    }

    private void rearm(long delayNanos, Runnable task) {
        closed();
        alarm = timers.after(delayNanos, task);
    }

    private long draw(long meanNanos) {
        return (long) (-Math.log1p(-random.nextDouble()) * meanNanos);
    }
}
