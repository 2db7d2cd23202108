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
    private Starts starts;
    private final IntFunction<ConnectionSupervisor> factory;
    private final ConnectionSupervisor[] clients;
    private int started;
    private boolean stopped;
    private long originNanos;
    private @Nullable Alarm alarm;

    /**
     * Creates a loop whose clients have not started.
     *
     * @param factory makes the client with this index
     */
    FleetLoop(Timers timers, Starts starts, IntFunction<ConnectionSupervisor> factory) {
        this.timers = timers;
        this.starts = starts;
        this.factory = factory;
        this.clients = new ConnectionSupervisor[starts.size()];
    }

    void start(long origin) {
        originNanos = origin;
        startDue();
    }

    /** Starts all that are due: a late alarm starts them late, and the lateness is measured. */
    private void startDue() {
        long now = timers.nanoTime();
        while (!stopped && started < clients.length && dueNanos(started) - now <= 0) {
            ConnectionSupervisor client = factory.apply(starts.client(started));
            clients[started] = client;
            client.start(dueNanos(started));
            started++;
        }
        if (!stopped && started < clients.length) {
            alarm = timers.after(dueNanos(started) - now, this::startDue);
        } else {
            starts = Starts.at();
        }
    }

    private long dueNanos(int index) {
        return originNanos + starts.nanos(index);
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
