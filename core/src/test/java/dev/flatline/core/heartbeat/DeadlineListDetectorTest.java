package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class DeadlineListDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(Phases phases, Timers timers, long originNanos, int capacity) {
        return DetectorKind.DEADLINE_LIST.create(phases, timers, originNanos, capacity);
    }
}
