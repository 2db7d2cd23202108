package dev.flatline.core.heartbeat;

/** Pings one interval after the open, and one interval after each answer: nothing runs while a ping is unanswered. */
final class AfterAnswer implements PingSchedule {

    private final Deadlines every;

    AfterAnswer(Deadlines every) {
        this.every = every;
    }

    @Override
    public void opened(int slot, long nowNanos) {
        every.start(slot, nowNanos);
    }

    @Override
    public void pinged(int slot, long nowNanos) {
        every.stop(slot);
    }

    @Override
    public void alive(int slot, long nowNanos) {
        if (!every.isRunning(slot)) {
            every.start(slot, nowNanos);
        }
    }

    @Override
    public void answered(int slot, long nowNanos) {
        alive(slot, nowNanos);
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
