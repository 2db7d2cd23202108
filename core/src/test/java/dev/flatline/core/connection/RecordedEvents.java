package dev.flatline.core.connection;

import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;

/** Every event as a line that begins with its instant, in milliseconds since the start of virtual time. */
final class RecordedEvents implements ConnectionEvents {

    final List<String> lines = new ArrayList<>();
    int heartbeatsSent;

    /** The lines so far, which are then forgotten. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
        add(nowNanos, (retry ? "retry" : "connect") + " due " + millis(intendedNanos));
    }

    @Override
    public void opened(int client, ConnectTimes times) {
        add(
                times.openedNanos(),
                "opened " + millis(times.intendedNanos()) + " " + millis(times.startedNanos()) + " "
                        + millis(times.connectedNanos()));
    }

    @Override
    public void answered(int client, long nowNanos) {
        add(nowNanos, "answered");
    }

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {
        heartbeatsSent++;
    }

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        add(nowNanos, "pong due " + millis(intendedNanos) + " sent " + millis(sentNanos));
    }

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {
        add(nowNanos, "sent");
    }

    @Override
    public void messageSkipped(int client, long nowNanos) {
        add(nowNanos, "skipped");
    }

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        add(nowNanos, "echo due " + millis(intendedNanos) + " sent " + millis(sentNanos));
    }

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        add(nowNanos, "failed " + cause.label() + " " + code);
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        add(nowNanos, "lost " + cause.label() + " " + code);
    }

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {
        add(
                nowNanos,
                "received " + sequence + " of " + sender + " due " + millis(intendedNanos) + " sent "
                        + millis(sentNanos));
    }

    @Override
    public void left(int client, long nowNanos) {
        add(nowNanos, "left");
    }

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {
        add(nowNanos, "backoff " + delayNanos / 1_000_000);
    }

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
        add(nowNanos, "gave up " + cause.label() + " " + code);
    }

    private void add(long nowNanos, String event) {
        lines.add(millis(nowNanos) + " " + event);
    }

    private static long millis(long nanos) {
        return (nanos - VirtualTime.START_NANOS) / 1_000_000;
    }
}
