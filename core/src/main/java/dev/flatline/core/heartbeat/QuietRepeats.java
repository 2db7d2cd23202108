package dev.flatline.core.heartbeat;

/** Pings a silent connection again and again: it runs from the first ping of a silence to the next sign of life. */
final class QuietRepeats implements PingSchedule {

    private final Deadlines every;

    QuietRepeats(Deadlines every) {
        this.every = every;
    }

    @Override
    public void pinged(int slot, long nowNanos) {
        every.start(slot, nowNanos);
    }

    @Override
    public void alive(int slot, long nowNanos) {
        every.stop(slot);
    }

    @Override
    public void removed(int slot) {
        every.stop(slot);
    }

    @Override
    public void sweep(long scanNanos) {
        every.sweep(scanNanos);
    }
}
