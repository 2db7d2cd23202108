package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class ConnectionTimerDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(Phases phases, Timers timers, long originNanos, int capacity) {
        return DetectorKind.CONNECTION_TIMER.create(phases, timers, originNanos, capacity);
    }
}
