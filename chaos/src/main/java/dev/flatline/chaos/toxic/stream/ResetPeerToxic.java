package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DiscardStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Removal;
import dev.flatline.chaos.toxic.Toxic;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import org.jspecify.annotations.Nullable;

/**
 * Connections are reset. One that is opened while the toxic is on works as Toxiproxy's do: the first chunk or end in the
 * toxic's direction is thrown away, and {@code timeout} later the connection is reset. One that stood before is reset
 * {@code timeout} after the toxic was put on, whether it says anything or not.
 *
 * <p>A strict proxy waits for a chunk or end there, too, and closes those connections in order, as Toxiproxy does.
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
        this.timeoutNanos = Saturated.millis(values.whole("timeout"));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean disables() {
        return timeoutNanos == 0;
    }

    @Override
    public void open(Link link) {
        Trap trap = new Trap(link, link.isNew() || !link.strict());
        trap.lay();
        if (!link.isNew() && !link.strict()) {
            trap.sprung();
        }
    }

    private final class Trap {
        private final Link link;
        private final boolean resets;
        private @Nullable Alarm alarm;
        private boolean done;

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
            if (timeoutNanos == 0) {
                act(0);
            } else if (alarm == null) {
                long sinceNanos = link.timers().nanoTime();
                alarm = link.timers()
                        .after(timeoutNanos, () -> act(link.timers().nanoTime() - sinceNanos));
            }
        }

        private void act(long waitedNanos) {
            if (done) {
                return;
            }
            done = true;
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
