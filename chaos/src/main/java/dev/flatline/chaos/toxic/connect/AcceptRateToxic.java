package dev.flatline.chaos.toxic.connect;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * No more than so many new connections a second reach the upstream, over all that the toxic hits. The others wait their
 * turn, in the order in which they came, or are reset. The bound is the generic cell rate algorithm's (ITU-T I.371): a burst
 * of {@code burst} passes at once.
 */
public final class AcceptRateToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.own(
                    "accept_rate", "lets only so many new connections a second through", Stream.BOTH)
            .real("per_second", 100, "new connections per second, 0.001 to 1000000")
            .whole("burst", 1, "how many may come at once, 1 to 1000000")
            .word("over", "wait", List.of("wait", "refuse"), "what becomes of the others: wait or refuse")
            .make(AcceptRateToxic::new);

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long UNUSED = Long.MIN_VALUE;

    private final Values values;
    private final long intervalNanos;
    private final long toleranceNanos;
    private final boolean refuses;
    /** The theoretical arrival time of the next connection. */
    private final AtomicLong nextNanos = new AtomicLong(UNUSED);

    private AcceptRateToxic(Values values) {
        this.values = values;
        this.intervalNanos = Math.round(NANOS_PER_SECOND / values.real("per_second", 0.001, 1e6));
        this.toleranceNanos = intervalNanos * (values.whole("burst", 1, 1_000_000) - 1);
        this.refuses = values.text("over").equals("refuse");
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
        long waitNanos = take(link.timers().nanoTime());
        if (waitNanos > 0) {
            link.injected(null, refuses ? "refuse" : "wait", waitNanos / 1e6, Double.NaN);
            if (refuses) {
                link.refuse();
            } else {
                link.dialAfter(waitNanos);
                long turnNanos = link.timers().nanoTime() + waitNanos;
                link.onRemoved(why -> giveBack(turnNanos, link.timers().nanoTime()));
            }
        }
    }

    /** A client that has gone before its turn lets those that come later have theirs sooner. */
    private void giveBack(long turnNanos, long nowNanos) {
        if (nowNanos - turnNanos < 0) {
            nextNanos.addAndGet(-intervalNanos);
        }
    }

    /** Takes a turn; returns how long it is until then. One that is refused takes none. */
    private long take(long nowNanos) {
        while (true) {
            long next = nextNanos.get();
            long turn = next == UNUSED || next - nowNanos < 0 ? nowNanos : next;
            long waitNanos = turn - toleranceNanos - nowNanos;
            if (refuses && waitNanos > 0) {
                return waitNanos;
            }
            if (nextNanos.compareAndSet(next, turn + intervalNanos)) {
                return Math.max(0, waitNanos);
            }
        }
    }
}
