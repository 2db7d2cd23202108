package dev.flatline.loadgen;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ConnectionEvents;

/** Takes no notice; a test overrides what it wants to know. */
class SilentEvents implements ConnectionEvents {

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {}

    @Override
    public void opened(int client, ConnectTimes times) {}

    @Override
    public void answered(int client, long nowNanos) {}

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {}

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {}

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {}

    @Override
    public void messageSkipped(int client, long nowNanos) {}

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {}

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {}

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {}

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
