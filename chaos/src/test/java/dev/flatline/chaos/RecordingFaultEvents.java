package dev.flatline.chaos;

import dev.flatline.core.fault.FaultEvents;
import dev.flatline.core.fault.ScheduledFault;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told, in order. */
final class RecordingFaultEvents implements FaultEvents {

    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void faultBegan(ScheduledFault fault, long nowNanos) {
        lines.add("began " + fault.index());
    }

    @Override
    public synchronized void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        lines.add("hit " + fault.index() + " client " + client + " connection " + connection);
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {}

    @Override
    public synchronized void faultEnded(ScheduledFault fault, long nowNanos) {
        lines.add("ended " + fault.index());
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    long count(String prefix) {
        return lines().stream().filter(line -> line.startsWith(prefix)).count();
    }
}
