package dev.flatline.chaos.toxic.silence;

import dev.flatline.chaos.toxic.Link;
import dev.flatline.chaos.toxic.Removal;
import dev.flatline.core.fault.Direction;
import dev.flatline.core.time.Alarm;
import org.jspecify.annotations.Nullable;

/** What a middlebox remembers of one connection. Confined to the event loop. */
final class Mapping {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Link link;
    private final long idleNanos;
    private final String onExpiry;
    private long refreshedNanos;
    private boolean forgotten;
    private boolean clientReset;
    private boolean serverReset;
    private @Nullable Alarm alarm;

    /** A mapping that is fresh, or what was remembered of the connection under the toxic's former version. */
    Mapping(Link link, long idleNanos, String onExpiry, @Nullable Mapping former) {
        this.link = link;
        this.idleNanos = idleNanos;
        this.onExpiry = onExpiry;
        this.refreshedNanos = former == null ? link.timers().nanoTime() : former.refreshedNanos;
        this.forgotten = former != null && former.forgotten;
    }

    void begin() {
        link.onRemoved(this::removed);
        if (!forgotten) {
            look();
        }
    }

    /** Bytes have come that keep the connection alive. */
    void refresh(long nowNanos) {
        refreshedNanos = nowNanos;
    }

    /** Whether nothing passes any more. */
    boolean isForgotten() {
        return forgotten;
    }

    /** Bytes have come on a connection that is forgotten. */
    void knocked(Direction direction) {
        boolean told = direction == Direction.UPSTREAM ? clientReset : serverReset;
        if (onExpiry.equals(IdleEvictToxic.RST_NEXT) && !told) {
            clientReset |= direction == Direction.UPSTREAM;
            serverReset |= direction == Direction.DOWNSTREAM;
            link.injected(direction, "reset", Double.NaN, Double.NaN);
            link.resetSource(direction);
        }
    }

    /** One alarm per idle time, however busy the connection is. */
    private void look() {
        long idle = link.timers().nanoTime() - refreshedNanos;
        if (idle < idleNanos) {
            alarm = link.timers().after(idleNanos - idle, this::look);
        } else {
            expire(idle);
        }
    }

    private void expire(long idle) {
        alarm = null;
        forgotten = true;
        link.injected(null, "evict", idleNanos / NANOS_PER_MILLI, idle / NANOS_PER_MILLI);
        if (onExpiry.equals(IdleEvictToxic.RST)) {
            link.reset();
        } else if (onExpiry.equals(IdleEvictToxic.FIN)) {
            link.close();
        }
    }

    private void removed(Removal why) {
        if (alarm != null) {
            alarm.cancel();
        }
        if (why == Removal.TAKEN_OFF && forgotten) {
            link.reset();
        }
    }
}
