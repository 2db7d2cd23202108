package dev.flatline.core.measure;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Where the events of a run end up: numbers, journal, ledger and trace hash. Events come from several event loops, so
 * every method holds one lock for a moment.
 */
public final class RunRecorder implements GeneratorEvents {

    private final RunMeter meter;
    private final Journal journal;
    private final TraceHash hash;
    private final EventFan events;
    private int secondsTaken;

    /**
     * Creates a recorder.
     *
     * @param journalSink takes the lines of the journal, under the lock; the argument is reused
     * @param ledgerSink takes the lines of the ledger, likewise
     * @param maxLines how many lines each may take; from half of it on, fewer and fewer clients are kept, and {@link #droppedLines}
     *     counts what is left out
     */
    public RunRecorder(
            MeterPlan plan, Consumer<CharSequence> journalSink, Consumer<CharSequence> ledgerSink, long maxLines) {
        meter = new RunMeter(plan);
        journal = new Journal(
                new LineLog(journalSink, plan.originNanos(), maxLines),
                new LineLog(ledgerSink, plan.originNanos(), maxLines));
        hash = new TraceHash(plan.originNanos());
        events = new EventFan(List.of(meter, journal, hash));
    }

    /** Where everybody tells what happens; callable from any thread. */
    public RunEvents events() {
        return events;
    }

    /** How late a tick of the fleet's event loops was; see {@code generator.lag}. */
    public void generatorTick(long intendedNanos, long nowNanos) {
        tick(EventLoopPart.FLEET, intendedNanos, nowNanos);
    }

    @Override
    public void tick(EventLoopPart part, long intendedNanos, long nowNanos) {
        generator(meter -> meter.ticked(part, intendedNanos, nowNanos));
    }

    @Override
    public void generatorPaused(long nanos) {
        generator(meter -> meter.paused(nanos));
    }

    /** The events of a while were counted and taken away; see {@code generator.recorder}. */
    public void generatorWrote(long nanos) {
        generator(meter -> meter.wrote(nanos));
    }

    @Override
    public void processors(ProcessorUse use) {
        generator(meter -> meter.processors(use));
    }

    /** What machine and processes look like now. */
    public void health(HealthSample sample) {
        locked(() -> {
            meter.health.sampled(sample);
            return true;
        });
    }

    /**
     * The levels of the interval since the last {@link #takeIntervals}, by name: what was sampled last, and how badly the
     * generator and the server did. NaN where nothing was seen since the last call; empty in virtual time.
     */
    public Map<String, Double> levels() {
        return locked(() -> meter.plan.virtualTime() ? Map.of() : meter.levels());
    }

    private void generator(Consumer<GeneratorMeter> told) {
        locked(() -> {
            told.accept(meter.generator);
            return true;
        });
    }

    /** The run is over: what is told from now on, while everything is torn down, is not recorded. */
    public void freeze() {
        locked(() -> {
            events.freeze();
            return true;
        });
    }

    /** Closes the seconds that are over and returns those that this method has not returned before. */
    public List<Second> takeSeconds(long nowNanos) {
        return locked(() -> {
            meter.timeline.advance(nowNanos);
            List<Second> all = meter.timeline.seconds();
            List<Second> fresh = List.copyOf(all.subList(secondsTaken, all.size()));
            secondsTaken = all.size();
            return fresh;
        });
    }

    /**
     * Writes the histograms of the interval since the last call, given in milliseconds from the start of the run. To be
     * called by one thread; compressing and writing happen without the lock, so that no event waits for them.
     */
    public void takeIntervals(HistogramLog log, long fromMillis, long toMillis) {
        List<Histogram> ended = locked(() ->
                meter.recorders().stream().map(LatencyRecorder::takeInterval).toList());
        log.interval(fromMillis, toMillis);
        ended.forEach(log::write);
    }

    /** How the run stands. */
    public Snapshot snapshot() {
        return locked(() -> {
            List<Second> seconds = meter.timeline.seconds();
            Second now = meter.timeline.running();
            Second last = seconds.isEmpty() ? now : seconds.get(seconds.size() - 1);
            return new Snapshot(
                    last,
                    meter.timeline.open,
                    now.serverOpen(),
                    now.ghosts(),
                    meter.outages.running(),
                    meter.givenUp.sum(),
                    meter.faults.inForce());
        });
    }

    /** Every metric as it stands, by name. */
    public Map<String, Metric> metrics() {
        return locked(() -> MetricTable.of(meter));
    }

    /** What each fault that has begun did so far. */
    public List<FaultOutcome> faults() {
        return locked(() -> MetricTable.faults(meter));
    }

    /** The metrics of each group as they stand, by its name; empty when there is one group. */
    public Map<String, Map<String, Metric>> groups() {
        return locked(() -> MetricTable.groups(meter));
    }

    /** The metrics that have a theoretical bound, against it, as they stand. */
    public List<BoundCheck> bounds() {
        return locked(() -> meter.detection.bounds().checks());
    }

    /**
     * Any percentile of a distribution, in milliseconds; infinite where that share never ended, NaN where there is no data.
     *
     * @param share between 0 and 1
     */
    public double percentileMillis(String metric, Part part, double share) {
        return locked(() -> MetricTable.percentileMillis(meter, metric, part, share));
    }

    /** One number for all events so far, as 16 hexadecimal digits. */
    public String traceHash() {
        return locked(() -> hash.hex());
    }

    /** Lines that the journal and the ledger had no room for. */
    public long droppedLines() {
        return locked(() -> journal.dropped());
    }

    /** Of how many clients the journal keeps one by now: 1 while there is room for all. */
    public long journalKeepsOneOf() {
        return locked(() -> journal.oneOf());
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (events) {
            return work.get();
        }
    }
}
