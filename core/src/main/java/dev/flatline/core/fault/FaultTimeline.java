package dev.flatline.core.fault;

import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Carries out a {@link FaultPlan}: begins and ends each fault at its time. Thread-confined to its {@link Timers}. */
public final class FaultTimeline {

    private final Timers timers;
    private final FaultPort port;
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<ScheduledFault> inForce = new ArrayList<>();

    /** Creates a timeline that has not begun. */
    public FaultTimeline(Timers timers, FaultPort port) {
        this.timers = timers;
        this.port = port;
    }

    /**
     * Starts the plan, whose instants count from {@code originNanos} on the clock of the timers. Of two faults that touch, the
     * earlier one ends first, in whatever order they were written.
     */
    public void start(FaultPlan plan, long originNanos) {
        long elapsedNanos = timers.nanoTime() - originNanos;
        List<ScheduledFault> inTime = new ArrayList<>(plan.faults());
        inTime.sort(Comparator.comparingLong(ScheduledFault::atNanos));
        for (ScheduledFault fault : inTime) {
            alarms.add(timers.after(fault.atNanos() - elapsedNanos, () -> {
                inForce.add(fault);
                port.begin(fault);
            }));
            alarms.add(timers.after(fault.endNanos() - elapsedNanos, () -> {
                inForce.remove(fault);
                port.end(fault);
            }));
        }
    }

    /** Begins nothing more and ends what is in force: for a run that is stopped early. */
    public void stop() {
        alarms.forEach(Alarm::cancel);
        alarms.clear();
        List.copyOf(inForce).forEach(port::end);
        inForce.clear();
    }
}
