package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DiscardStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Removal;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections are reset, {@code timeout} after the toxic began to hit them, whether they say anything or not; until then
 * their bytes are thrown away. With no {@code timeout} a new connection is reset before the upstream is dialled.
 *
 * <p>A strict proxy waits for the first chunk or end, as Toxiproxy does, and resets only connections that are younger than
 * the toxic; others are closed in order.
 */
public final class ResetPeerToxic implements Toxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.toxiproxy("reset_peer", "resets the connection (RST)")
            .whole("timeout", 0, "milliseconds until then")
            .make(ResetPeerToxic::new);

    private final Values values;
    private final long timeoutNanos;

    private ResetPeerToxic(Values values) {
        this.values = values;
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(0, values.whole("timeout")));
    }

    /** Resets at once. */
    public static ResetPeerToxic atOnce() {
        return new ResetPeerToxic(TYPE.defaults());
    }

    @Override
    public ToxicType type() {
        return TYPE;
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public void open(Link link) {
        if (link.strict()) {
            new Trap(link, link.isNew()).lay();
        } else if (timeoutNanos > 0) {
            Trap trap = new Trap(link, true);
            trap.lay();
            trap.sprung();
        } else {
            link.injected(null, "reset", 0, 0);
            if (link.isNew()) {
                link.refuse();
            } else {
                link.reset();
            }
        }
    }

    private final class Trap {
        private final Link link;
        private final boolean resets;
        private @Nullable Alarm alarm;

        Trap(Link link, boolean resets) {
            this.link = link;
            this.resets = resets;
        }

        void lay() {
            for (Direction direction : Direction.values()) {
                if (link.stream().covers(direction)) {
                    link.install(direction, new DiscardStage(link, direction, true, this::sprung));
                }
            }
            link.onRemoved(this::removed);
        }

        void sprung() {
            if (alarm == null) {
                long sinceNanos = link.timers().nanoTime();
                alarm = link.timers()
                        .after(timeoutNanos, () -> act(link.timers().nanoTime() - sinceNanos));
            }
        }

        private void act(long waitedNanos) {
            link.injected(null, resets ? "reset" : "close", timeoutNanos / 1e6, waitedNanos / 1e6);
            if (resets) {
                link.reset();
            } else {
                link.close();
            }
        }

        private void removed(Removal why) {
            if (alarm != null) {
                alarm.cancel();
            }
            if (why == Removal.TAKEN_OFF) {
                link.close();
            }
        }
    }
}
