package dev.flatline.loadgen;

import dev.flatline.core.connection.ConnectionSupervisor;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one event loop, which are every n-th of the fleet. They start one after the other on a single alarm that
 * goes from arrival to arrival. Confined to the loop.
 */
final class FleetLoop {

    private final Timers timers;
    private final long[] startNanos;
    private final IntFunction<ConnectionSupervisor> factory;
    private final ConnectionSupervisor[] clients;
    private int started;
    private boolean stopped;
    private long originNanos;
    private @Nullable Alarm alarm;

    /**
     * Creates a loop whose clients have not started.
     *
     * @param startNanos the intended start of each client of this loop, nanoseconds from the origin, in order
     * @param factory makes the client with an index from 0 to the number of starts - 1
     */
    FleetLoop(Timers timers, long[] startNanos, IntFunction<ConnectionSupervisor> factory) {
        this.timers = timers;
        this.startNanos = startNanos;
        this.factory = factory;
        this.clients = new ConnectionSupervisor[startNanos.length];
    }

    void start(long origin) {
        originNanos = origin;
        startDue();
    }

    /** Starts all that are due: a late alarm starts them late, and the lateness is measured. */
    private void startDue() {
        long now = timers.nanoTime();
        while (!stopped && started < clients.length && dueNanos(started) - now <= 0) {
            ConnectionSupervisor client = factory.apply(started);
            clients[started] = client;
            client.start(dueNanos(started));
            started++;
        }
        if (!stopped && started < clients.length) {
            alarm = timers.after(dueNanos(started) - now, this::startDue);
        }
    }

    private long dueNanos(int index) {
        return originNanos + startNanos[index];
    }

    void stop() {
        stopped = true;
        if (alarm != null) {
            alarm.cancel();
        }
        for (int index = 0; index < started; index++) {
            clients[index].stop();
        }
        started = 0;
    }
}
