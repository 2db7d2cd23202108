package dev.flatline.scenarios.real;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what becomes of the clients of a fleet. Any thread. */
final class EventCounts implements ConnectionEvents {

    private final Lock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Map<String, Long> counts = new TreeMap<>();

    /** How often something of this name happened. */
    long of(String name) {
        lock.lock();
        try {
            return counts.getOrDefault(name, 0L);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has happened so often; gives up after so many seconds. */
    void await(String name, long wanted, long seconds) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(seconds);
        lock.lock();
        try {
            while (counts.getOrDefault(name, 0L) < wanted && left > 0) {
                left = more.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        lock.lock();
        try {
            return counts.toString();
        } finally {
            lock.unlock();
        }
    }

    private void count(String name) {
        lock.lock();
        try {
            counts.merge(name, 1L, Long::sum);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {}

    @Override
    public void opened(int client, ConnectTimes times) {
        count("opened");
        count("settled");
    }

    @Override
    public void answered(int client, long nowNanos) {}

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {}

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        count("heartbeats");
    }

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {}

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
        count("failed " + cause.label());
        count("settled");
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
