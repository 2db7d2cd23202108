package dev.flatline.chaos.ledger;

import dev.flatline.core.measure.AccuracyRecorder;
import java.util.concurrent.atomic.LongAdder;

/** What one toxic has done so far. May be used from any thread. */
public final class ToxicMeter {

    private final LongAdder hits = new LongAdder();
    private final LongAdder injections = new LongAdder();
    private final AccuracyRecorder delays = new AccuracyRecorder();

    /** It hit a connection. */
    public void hit() {
        hits.increment();
    }

    /** It did something else than to delay. */
    public void injected() {
        injections.increment();
    }

    /** Connections that it has hit. */
    public long hits() {
        return hits.sum();
    }

    /** What it did to them, delays not counted. */
    public long injections() {
        return injections.sum();
    }

    /** The chunks that it has delayed: how long it was asked to, and how long it did. */
    public AccuracyRecorder delays() {
        return delays;
    }
}
