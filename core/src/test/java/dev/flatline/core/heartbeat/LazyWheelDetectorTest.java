package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class LazyWheelDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(Phases phases, Timers timers, long originNanos, int capacity) {
        return DetectorKind.LAZY_WHEEL.create(phases, timers, originNanos, capacity);
    }
}
