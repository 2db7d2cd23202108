package dev.flatline.core.measure;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.fault.ScheduledFault;
import java.util.HexFormat;

/**
 * One number for a whole run: every event with every argument, in order, folded into 64 bits. Two simulations with one
 * seed have one hash; the first event that differs makes it another. (The mixing step is SplitMix64's.)
 */
final class TraceHash implements RunEvents {

    private final long originNanos;
    private long hash = 0x9E3779B97F4A7C15L;

    TraceHash(long originNanos) {
        this.originNanos = originNanos;
    }

    /** The hash so far, as 16 hexadecimal digits. */
    String hex() {
        return HexFormat.of().toHexDigits(hash);
    }

    @Override
    public void attempted(int client, boolean retry, long intendedNanos, long nowNanos) {
        fold(1, client, retry ? 1 : 0, intendedNanos - originNanos, nowNanos);
    }

    @Override
    public void opened(int client, ConnectTimes times) {
        step(times.intendedNanos() - originNanos);
        step(times.securedNanos() - times.connectedNanos());
        step(times.upgradedNanos() - times.connectedNanos());
        fold(2, client, times.startedNanos() - originNanos, times.connectedNanos() - originNanos, times.openedNanos());
    }

    @Override
    public void answered(int client, long nowNanos) {
        fold(3, client, 0, 0, nowNanos);
    }

    @Override
    public void heartbeatSent(int client, long intendedNanos, long nowNanos) {
        fold(17, client, intendedNanos - originNanos, 0, nowNanos);
    }

    @Override
    public void heartbeatAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        fold(4, client, intendedNanos - originNanos, sentNanos - originNanos, nowNanos);
    }

    @Override
    public void messageSent(int client, long intendedNanos, long nowNanos) {
        fold(5, client, intendedNanos - originNanos, 0, nowNanos);
    }

    @Override
    public void messageSkipped(int client, long nowNanos) {
        fold(6, client, 0, 0, nowNanos);
    }

    @Override
    public void messageAnswered(int client, long intendedNanos, long sentNanos, long nowNanos) {
        fold(7, client, intendedNanos - originNanos, sentNanos - originNanos, nowNanos);
    }

    @Override
    public void messageReceived(
            int client, int sender, long sequence, long intendedNanos, long sentNanos, long nowNanos) {
        step(sender);
        step(sequence);
        fold(18, client, intendedNanos - originNanos, sentNanos - originNanos, nowNanos);
    }

    @Override
    public void attemptFailed(int client, CloseCause cause, int code, long nowNanos) {
        fold(8, client, cause.label().hashCode(), code, nowNanos);
    }

    @Override
    public void lost(int client, CloseCause cause, int code, long nowNanos) {
        fold(9, client, cause.label().hashCode(), code, nowNanos);
    }

    @Override
    public void left(int client, long nowNanos) {
        fold(19, client, 0, 0, nowNanos);
    }

    @Override
    public void backingOff(int client, long delayNanos, long nowNanos) {
        fold(10, client, delayNanos, 0, nowNanos);
    }

    @Override
    public void gaveUp(int client, CloseCause cause, int code, long nowNanos) {
        fold(11, client, cause.label().hashCode(), code, nowNanos);
    }

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        fold(12, client, connection, 0, nowNanos);
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        fold(13, client, connection, cause.label().hashCode(), nowNanos);
    }

    @Override
    public void serverPushed(int client, long nowNanos) {
        fold(20, client, 0, 0, nowNanos);
    }

    @Override
    public void faultBegan(ScheduledFault fault, long nowNanos) {
        fold(14, fault.index(), fault.fault().label().hashCode(), Double.doubleToLongBits(fault.share()), nowNanos);
    }

    @Override
    public void faultHit(ScheduledFault fault, int client, long connection, long nowNanos) {
        fold(15, fault.index(), client, connection, nowNanos);
    }

    @Override
    public void faultEscaped(ScheduledFault fault, int client, long nowNanos) {
        fold(21, fault.index(), client, 0, nowNanos);
    }

    @Override
    public void faultEnded(ScheduledFault fault, long nowNanos) {
        fold(16, fault.index(), 0, 0, nowNanos);
    }

    private void fold(int event, long a, long b, long c, long nowNanos) {
        step(event);
        step(a);
        step(b);
        step(c);
        step(nowNanos - originNanos);
    }

    private void step(long value) {
        long z = hash ^ value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        hash = (z ^ (z >>> 31)) + 0x9E3779B97F4A7C15L;
    }
}
