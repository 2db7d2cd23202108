package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;

final class DeadlineListDetectorTest extends ExpiryDetectorContract {

    @Override
    protected ExpiryDetector create(HeartbeatRule rule, Timers timers, long originNanos, int capacity) {
        return DetectorKind.DEADLINE_LIST.create(rule, timers, originNanos, capacity);
    }
}
