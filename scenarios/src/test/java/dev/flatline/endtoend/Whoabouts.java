package dev.flatline.endtoend;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which clients of a fleet have come how far. */
final class Whoabouts implements ConnectionEvents {

    final Set<Integer> ponged = ConcurrentHashMap.newKeySet();
    final Set<Integer> echoed = ConcurrentHashMap.newKeySet();
    final Set<Integer> lost = ConcurrentHashMap.newKeySet();
    final Map<Integer, CloseCause> lostBy = new ConcurrentHashMap<>();
    final Map<Integer, Long> latestRoundTrip = new ConcurrentHashMap<>();
    final Set<CloseCause> failed = ConcurrentHashMap.newKeySet();

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        ponged.add(client);
    }

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        echoed.add(client);
        latestRoundTrip.put(client, nowNanos - sentNanos);
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        lost.add(client);
        lostBy.put(client, cause);
    }

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        failed.add(cause);
    }

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {}

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {}

    @Override
    public void opened(int client, ConnectTimes times) {}

    @Override
    public void answered(int client, long nowNanos) {}

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {}

    @Override
    public void messageSkipped(int client, long nowNanos) {}

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {}

    @Override
    public void left(int client, long nowNanos) {}

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {}

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {}
}
