package dev.flatline.chaos.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineRunnerTest {

    private final VirtualTime time = new VirtualTime();
    private final List<String> done = new ArrayList<>();
    /** What the proxies refuse to have put on ({@code +name}) or taken off ({@code -name}). */
    private final Set<String> refused = new HashSet<>();

    private final TimelineRunner runner = new TimelineRunner(time, new Proxies(), new Reports());

    @Test
    void putsToxicsOnAndTakesThemOffAtTheirTimes() {
        time.advance(1_000);

        runner.start(timeline(entry("late", 100, 50, "b"), entry("early", 20, 100, "a")));
        time.advance(1_000);

        assertEquals(
                List.of(
                        "1020 +a 1.0",
                        "1020 began early",
                        "1100 +b 1.0",
                        "1100 began late",
                        "1120 -a",
                        "1120 ended early",
                        "1150 -b",
                        "1150 ended late",
                        "1150 finished"),
                done);
        assertFalse(runner.isRunning());
    }

    @Test
    void whatEndsMakesRoomForWhatBeginsAtTheSameInstant() {
        runner.start(timeline(entry("second", 50, 50, "a"), entry("first", 0, 50, "a")));
        time.advance(60);

        assertEquals(
                List.of("0 +a 1.0", "0 began first", "50 -a", "50 ended first", "50 +a 1.0", "50 began second"), done);
        assertEquals(1, runner.inForce().size());
    }

    @Test
    void takesTheToxicsOfAnEntryOffInReverseOrder() {
        runner.start(timeline(entry("three", 0, 50, "a", "b", "c")));
        time.advance(10);
        done.clear();

        time.advance(100);

        assertEquals(List.of("50 -c", "50 -b", "50 -a", "50 ended three", "50 finished"), done);
    }

    @Test
    void rampsThereAndBack() {
        Ramp ramp = new Ramp(Ramp.TOXICITY, 0, 0.5, 20, 2, 10);

        runner.start(timeline(ramped(ramp, 100, "a")));
        time.advance(1_000);

        assertEquals(
                List.of(
                        "0 +a 0.0",
                        "0 began ramp",
                        "10 +a 0.25",
                        "20 +a 0.5",
                        "95 +a 0.25",
                        "100 -a",
                        "100 ended ramp",
                        "100 finished"),
                done);
    }

    @Test
    void aStepThatChangesNothingIsNotSent() {
        Ramp ramp = new Ramp("latency", 1, 2, 40, 4, 0);

        runner.start(timeline(ramped(ramp, 100, "a")));
        time.advance(50);

        assertEquals(List.of("0 +a 1.0", "0 began ramp", "20 +a 1.0"), done);
    }

    @Test
    void stoppedItTakesOffWhatIsInForceTheLastFirstAndBeginsNothingMore() {
        runner.start(
                timeline(entry("first", 0, 500, "a", "b"), entry("second", 10, 500, "c"), entry("third", 90, 9, "d")));
        time.advance(50);
        done.clear();

        runner.stop();
        runner.stop();
        time.advance(1_000);

        assertEquals(List.of("50 -c", "50 ended second", "50 -b", "50 -a", "50 ended first", "50 finished"), done);
        assertEquals(List.of(), runner.inForce());
        assertFalse(runner.isRunning());
    }

    @Test
    void stoppedInTheMiddleOfARampItStepsNoFurther() {
        runner.start(timeline(ramped(new Ramp(Ramp.TOXICITY, 0, 1, 100, 10, 0), 200, "a")));
        time.advance(35);
        runner.stop();
        done.clear();

        time.advance(1_000);

        assertEquals(List.of(), done);
    }

    @Test
    void aToxicThatCannotBePutOnIsReportedAndTheOthersGoOn() {
        refused.add("+b");

        runner.start(timeline(entry("three", 0, 50, "a", "b", "c")));
        time.advance(100);

        assertEquals(
                List.of(
                        "0 +a 1.0",
                        "0 failed +b of three: refused",
                        "0 +c 1.0",
                        "0 began three",
                        "50 -c",
                        "50 -a",
                        "50 ended three",
                        "50 finished"),
                done);
    }

    @Test
    void aToxicThatCannotBeTakenOffIsReportedOnceAndTriedAgainUntilItIsOff() {
        refused.add("-b");
        runner.start(timeline(entry("two", 0, 50, "a", "b")));
        time.advance(50 + 3 * TimelineRunner.RETRY_NANOS);
        assertEquals(List.of("50 failed -b of two: refused", "50 -a", "50 ended two"), done.subList(3, done.size()));
        assertEquals("b", runner.inForce().get(0).toxic().name());
        assertTrue(runner.isRunning());
        done.clear();
        refused.clear();

        time.advance(2 * TimelineRunner.RETRY_NANOS);

        long off = 50 + 4 * TimelineRunner.RETRY_NANOS;
        assertEquals(List.of(off + " -b", off + " finished"), done);
        assertEquals(List.of(), runner.inForce());
        assertFalse(runner.isRunning());
    }

    @Test
    void whatStopCannotTakeOffIsTriedAgainToo() {
        refused.add("-a");
        runner.start(timeline(entry("one", 0, 50, "a"), entry("never", 70, 50, "b")));
        time.advance(10);
        runner.stop();
        assertTrue(runner.isRunning());
        done.clear();
        refused.clear();

        time.advance(2 * TimelineRunner.RETRY_NANOS);

        long off = 10 + TimelineRunner.RETRY_NANOS;
        assertEquals(List.of(off + " -a", off + " finished"), done);
    }

    @Test
    void aStepOfARampThatFailsIsTriedAgainAtTheNext() {
        refused.add("+a");
        runner.start(timeline(ramped(new Ramp(Ramp.TOXICITY, 0, 1, 20, 2, 0), 100, "a")));
        time.advance(5);
        refused.clear();

        time.advance(10);

        assertEquals(List.of("0 failed +a of ramp: refused", "0 began ramp", "10 +a 0.5"), done);
        assertEquals(1, runner.inForce().size());
    }

    @Test
    void runsOneTimelineAtATimeAndAnotherAfterIt() {
        runner.start(timeline(entry("first", 0, 50, "a")));

        assertThrows(IllegalStateException.class, () -> runner.start(timeline(entry("second", 0, 50, "b"))));
        time.advance(50);
        runner.start(timeline(entry("third", 0, 50, "c")));
        time.advance(10);

        assertTrue(runner.isRunning());
        assertEquals("c", runner.inForce().get(0).toxic().name());
    }

    @Test
    void aPartitionHealsByTakingOffExactlyWhatItPutOn() {
        List<PlacedToxic> toxics = Partitions.ring("ring", List.of("g", "h", "i"), List.of("x", "y", "z"), Cut.SILENT)
                .toxics(InertToxic.READER::type);

        runner.start(timeline(new TimelineEntry("ring", 0, 10, toxics, Optional.empty())));
        time.advance(100);

        assertEquals(
                List.of(
                        "0 +ring_0 1.0",
                        "0 +ring_1 1.0",
                        "0 +ring_2 1.0",
                        "0 began ring",
                        "10 -ring_2",
                        "10 -ring_1",
                        "10 -ring_0",
                        "10 ended ring",
                        "10 finished"),
                done);
    }

    @Test
    void theSameToxicTwiceAtATimeIsRefused() {
        TimelineEntry first = entry("first", 0, 50, "a");

        assertThrows(IllegalArgumentException.class, () -> timeline(entry("second", 49, 50, "a"), first));
        assertThrows(IllegalArgumentException.class, () -> timeline(entry("twice", 0, 50, "a", "a")));
        assertThrows(IllegalArgumentException.class, () -> new ToxicTimeline(List.of()));
        assertThrows(IllegalArgumentException.class, () -> entry("no end", 0, 0, "a"));
        assertThrows(IllegalArgumentException.class, () -> entry("before", -1, 5, "a"));
    }

    @Test
    void theNumberOfChangesIsBounded() {
        Ramp ramp = new Ramp(Ramp.TOXICITY, 0, 1, 1_000, 1_000, 0);
        TimelineEntry[] entries = new TimelineEntry[100];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = ramped(ramp, 2_000, "t" + i);
        }

        assertThrows(IllegalArgumentException.class, () -> timeline(entries));
    }

    private static ToxicTimeline timeline(TimelineEntry... entries) {
        return new ToxicTimeline(List.of(entries));
    }

    private static TimelineEntry entry(String name, long at, long duration, String... toxics) {
        return new TimelineEntry(name, at, duration, placed(toxics), Optional.empty());
    }

    private static TimelineEntry ramped(Ramp ramp, long duration, String... toxics) {
        return new TimelineEntry("ramp", 0, duration, placed(toxics), Optional.of(ramp));
    }

    private static List<PlacedToxic> placed(String... toxics) {
        List<PlacedToxic> placed = new ArrayList<>();
        for (String name : toxics) {
            placed.add(new PlacedToxic("web", InertToxic.READER.toxic(Map.of("type", "latency", "name", name), "")));
        }
        return placed;
    }

    private void say(String what) {
        done.add(time.nanoTime() - VirtualTime.START_NANOS + " " + what);
    }

    private void check(String what) {
        if (refused.contains(what)) {
            throw new IllegalArgumentException("refused");
        }
    }

    private final class Proxies implements ToxicControl {
        @Override
        public void put(String proxy, NamedToxic toxic) {
            check("+" + toxic.name());
            say("+" + toxic.name() + " " + toxic.toxicity());
        }

        @Override
        public void take(String proxy, String name) {
            check("-" + name);
            say("-" + name);
        }
    }

    private final class Reports implements TimelineEvents {
        @Override
        public void began(TimelineEntry entry) {
            say("began " + entry.name());
        }

        @Override
        public void ended(TimelineEntry entry) {
            say("ended " + entry.name());
        }

        @Override
        public void failed(TimelineEntry entry, PlacedToxic toxic, boolean on, RuntimeException cause) {
            say("failed " + (on ? "+" : "-") + toxic.toxic().name() + " of " + entry.name() + ": "
                    + cause.getMessage());
        }

        @Override
        public void finished() {
            say("finished");
        }
    }
}
