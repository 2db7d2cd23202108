package dev.flatline.core.heartbeat;

import dev.flatline.core.time.Timers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The structures that find silent connections, by the names that a configuration chooses them with. */
public enum DetectorKind {
    /** {@link MapSweepDetector}: read a map of objects; the usual server. */
    MAP_SWEEP,
    /** {@link ArraySweepDetector}: read one array. */
    ARRAY_SWEEP,
    /** {@link ConnectionTimerDetector}: one alarm for each connection. */
    CONNECTION_TIMER,
    /** {@link LazyWheelDetector}: a timing wheel that re-arms when a tick comes. */
    LAZY_WHEEL,
    /** {@link DeadlineListDetector}: a list that every touch keeps sorted. */
    DEADLINE_LIST;

    /** The one to take without a reason for another; docs/decisions/0004-expiry-detector.md says why. */
    public static final DetectorKind DEFAULT = ARRAY_SWEEP;

    /** The name in a configuration, such as {@code array-sweep}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind with this name.
     *
     * @throws IllegalArgumentException with the accepted names
     */
    public static DetectorKind of(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown detector '" + key + "'; there are: " + keys()));
    }

    private static List<String> keys() {
        return Arrays.stream(values()).map(DetectorKind::key).toList();
    }

    /**
     * An empty detector.
     *
     * @param timers the clock that the detector is called with; used by those that set alarms
     * @param originNanos any earlier or equal instant of that clock
     * @param capacity connections to make room for at first
     */
    public ExpiryDetector create(Phases phases, Timers timers, long originNanos, int capacity) {
        return switch (this) {
            case MAP_SWEEP -> new MapSweepDetector(phases, originNanos, capacity);
            case ARRAY_SWEEP -> new ArraySweepDetector(phases, originNanos, capacity);
            case CONNECTION_TIMER -> new ConnectionTimerDetector(phases, timers, originNanos, capacity);
            case LAZY_WHEEL -> new LazyWheelDetector(phases, originNanos, capacity);
            case DEADLINE_LIST -> new DeadlineListDetector(phases, originNanos, capacity);
        };
    }
}
