package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class LazyWheelDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(HeartbeatRule rule, Timers timers, long originNanos, int capacity) {
        return DetectorKind.LAZY_WHEEL.create(rule, timers, originNanos, capacity);
    }
}
