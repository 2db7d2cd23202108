package dev.flatline.core.heartbeat;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds silent connections as the manual of Workerman tells (section "heartbeat") and as most servers do: iterate over a
 * concurrent map of connection objects and compare each object's time of the last message. The baseline of the others.
 *
 * <p>The keys are spread as those of session or channel ids are, and the same in every run.
 */
public final class MapSweepDetector implements ExpiryDetector {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long NOT_PINGED = -1;

    private final long originNanos;
    private final Phases phases;
    private final ConcurrentHashMap<Long, Connection> byId;
    private @Nullable Connection[] bySlot;
    private int[] free;
    private int freeCount;
    private int high;
    private long added;

    /**
     * Creates an empty detector.
     *
     * @param originNanos any earlier or equal instant of the clock that the other methods are called with
     */
    public MapSweepDetector(Phases phases, long originNanos, int initialCapacity) {
        this.originNanos = originNanos;
        this.phases = phases;
        this.byId = new ConcurrentHashMap<>(Math.max(1, initialCapacity));
        this.bySlot = new Connection[Math.max(1, initialCapacity)];
        this.free = new int[bySlot.length];
    }

    @Override
    public int add(long nowNanos) {
        int slot = freeCount > 0 ? free[--freeCount] : high++;
        if (slot == bySlot.length) {
            bySlot = Arrays.copyOf(bySlot, slot * 2);
        }
        Connection connection = new Connection(++added * GOLDEN, slot, nowNanos - originNanos);
        bySlot[slot] = connection;
        byId.put(connection.id, connection);
        return slot;
    }

    @Override
    public void touch(int slot, long nowNanos) {
        connection(slot).lastSeen = nowNanos - originNanos;
    }

    @Override
    public void remove(int slot) {
        byId.remove(connection(slot).id);
        bySlot[slot] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = slot;
    }

    @Override
    public void sweep(long nowNanos, Silence silence) {
        long now = nowNanos - originNanos;
        for (Connection connection : byId.values()) {
            long seen = connection.lastSeen;
            long quietFor = now - seen;
            if (quietFor < phases.firstNanos() || bySlot[connection.slot] != connection) {
                continue; // alive, or removed by a report after the iterator had fetched it
            }
            if (quietFor >= phases.expireAfterNanos()) {
                silence.expired(connection.slot);
            } else if (connection.pingedFor != seen) {
                connection.pingedFor = seen;
                silence.quiet(connection.slot);
            }
        }
    }

    @Override
    public int size() {
        return byId.size();
    }

    private Connection connection(int slot) {
        Connection connection = slot < bySlot.length ? bySlot[slot] : null;
        if (connection == null) {
            throw new IllegalStateException("slot " + slot + " is not in use");
        }
        return connection;
    }

    private static final class Connection {
        private final Long id;
        private final int slot;
        /** Volatile, because a server with such a map lets any thread read and write it. */
        private volatile long lastSeen;

        private long pingedFor = NOT_PINGED;

        Connection(long id, int slot, long now) {
            this.id = id;
            this.slot = slot;
            this.lastSeen = now;
        }
    }
}
