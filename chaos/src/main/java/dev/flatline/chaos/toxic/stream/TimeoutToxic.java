package dev.flatline.chaos.toxic.stream;

import dev.flatline.chaos.toxic.DirectionalToxic;
import dev.flatline.chaos.toxic.DiscardStage;
import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Removal;
import dev.flatline.chaos.toxic.Stage;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.chaos.toxic.Values;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import org.jspecify.annotations.Nullable;

/**
 * Bytes are acknowledged and thrown away; after {@code timeout} without any the connection is closed, with 0 never. The end
 * of the direction passes. Taking the toxic off closes the connections that it was on: their streams have a hole.
 */
public final class TimeoutToxic implements DirectionalToxic {

    /** Its type. */
    public static final ToxicType TYPE = ToxicType.toxiproxy(
                    "timeout", "throws bytes away, and closes the connection after a time without any")
            .whole("timeout", 0, "milliseconds; 0 closes nothing")
            .make(TimeoutToxic::new);

    private final Values values;
    private final long timeoutNanos;

    private TimeoutToxic(Values values) {
        this.values = values;
        this.timeoutNanos = Saturated.millis(values.whole("timeout"));
    }

    @Override
    public Values values() {
        return values;
    }

    @Override
    public boolean disables() {
        return true;
    }

    @Override
    public Stage stage(Link link, Direction direction) {
        Watch watch = new Watch(link, direction);
        link.onRemoved(watch::removed);
        watch.restart();
        return new DiscardStage(link, direction, false, watch::restart);
    }

    private final class Watch {
        private final Link link;
        private final Direction direction;
        private @Nullable Alarm alarm;
        private long sinceNanos;

        Watch(Link link, Direction direction) {
            this.link = link;
            this.direction = direction;
        }

        void restart() {
            stop();
            if (timeoutNanos > 0) {
                sinceNanos = link.timers().nanoTime();
                alarm = link.timers().after(timeoutNanos, this::close);
            }
        }

        private void close() {
            long waitedNanos = link.timers().nanoTime() - sinceNanos;
            link.injected(direction, "close", timeoutNanos / 1e6, waitedNanos / 1e6);
            link.close();
        }

        private void stop() {
            if (alarm != null) {
                alarm.cancel();
            }
        }

        private void removed(Removal why) {
            stop();
            if (why == Removal.TAKEN_OFF) {
                link.close();
            }
        }
    }
}
