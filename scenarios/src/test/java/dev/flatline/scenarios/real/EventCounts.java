package dev.flatline.scenarios.real;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of the clients of a fleet. Any thread. */
final class EventCounts implements ConnectionEvents {

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    /** How often something of this name happened. */
    long of(String name) {
        LongAdder count = counts.get(name);
        return count == null ? 0 : count.sum();
    }

    @Override
    public String toString() {
        return counts.toString();
    }

    private void count(String name) {
        counts.computeIfAbsent(name, none -> new LongAdder()).increment();
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {}

    @Override
    public void opened(int client, ConnectTimes times) {
        count("opened");
    }

    @Override
    public void answered(int client, long nowNanos) {}

    @Override
    public void heartbeatSent(int client, long nowNanos) {}

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        count("heartbeats");
    }

    @Override
    public void messageSent(int client, long nowNanos) {}

    @Override
    public void messageSkipped(int client, long nowNanos) {}

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        count("echoes");
    }

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {}

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        count("failed");
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        count("lost");
    }

    @Override
    public void left(int client, long nowNanos) {}

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {}

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {}
}
