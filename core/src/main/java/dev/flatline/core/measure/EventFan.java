package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.ScheduledFault;
import java.util.List;
import java.util.function.Consumer;

/** Tells every event to several listeners, in their order, one event at a time: it is its own lock. */
final class EventFan implements RunEvents {

    private final List<RunEvents> all;
    private boolean frozen;

    EventFan(List<RunEvents> all) {
        this.all = List.copyOf(all);
    }

    /** Tells nobody anything any more. */
    synchronized void freeze() {
        frozen = true;
    }

    private synchronized void each(Consumer<RunEvents> call) {
        if (frozen) {
            return;
        }
        for (RunEvents events : all) {
            call.accept(events);
        }
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
        each(e -> e.attempted(client, retry, intendedNanos, nowNanos));
    }

    @Override
    public void opened(int client, ConnectTimes times) {
        each(e -> e.opened(client, times));
    }

    @Override
    public void answered(int client, long nowNanos) {
        each(e -> e.answered(client, nowNanos));
    }

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {
        each(e -> e.heartbeatSent(client, intendedNanos, nowNanos));
    }

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        each(e -> e.heartbeatAnswered(client, intendedNanos, sentNanos, nowNanos));
    }

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {
        each(e -> e.messageSent(client, intendedNanos, nowNanos));
    }

    @Override
    public void messageSkipped(int client, long nowNanos) {
        each(e -> e.messageSkipped(client, nowNanos));
    }

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        each(e -> e.messageAnswered(client, intendedNanos, sentNanos, nowNanos));
    }

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {
        each(e -> e.messageReceived(client, sender, sequence, intendedNanos, sentNanos, nowNanos));
    }

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        each(e -> e.attemptFailed(client, cause, code, nowNanos));
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        each(e -> e.lost(client, cause, code, nowNanos));
    }

    @Override
    public void left(int client, long nowNanos) {
        each(e -> e.left(client, nowNanos));
    }

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {
        each(e -> e.backingOff(client, delayNanos, nowNanos));
    }

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
        each(e -> e.gaveUp(client, cause, code, nowNanos));
    }

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        each(e -> e.serverOpened(client, connection, nowNanos));
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        each(e -> e.serverClosed(client, connection, cause, nowNanos));
    }

    @Override
    public void serverPushed(int client, long nowNanos) {
        each(e -> e.serverPushed(client, nowNanos));
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        each(e -> e.faultBegan(fault, nowNanos));
    }

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        each(e -> e.faultHit(fault, client, connection, nowNanos));
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        each(e -> e.faultEscaped(fault, client, nowNanos));
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        each(e -> e.faultEnded(fault, nowNanos));
    }
}
