package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class ConnectionTimerDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(HeartbeatRule rule, Timers timers, long originNanos, int capacity) {
        return DetectorKind.CONNECTION_TIMER.create(rule, timers, originNanos, capacity);
    }
}
