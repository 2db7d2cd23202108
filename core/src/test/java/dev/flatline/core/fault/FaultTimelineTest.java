package dev.flatline.core.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTimelineTest {

    private static final ScheduledFault FIRST = new ScheduledFault(0, new Fault.Blackhole(), 100, 50, 1);
    private static final ScheduledFault OVERLAPPING = new ScheduledFault(1, new Fault.Reset(), 120, 100, 1);
    private static final ScheduledFault LATER = new ScheduledFault(2, new Fault.Refuse(), 300, 10, 1);
    private static final FaultPlan PLAN = new FaultPlan(List.of(FIRST, OVERLAPPING, LATER));

    private final VirtualTime time = new VirtualTime();
    private final List<String> done = new ArrayList<>();
    private final FaultTimeline timeline = new FaultTimeline(time, new FaultPort() {
        @Override
        public void begin(ScheduledFault fault) {
            done.add(now() + " begin " + fault.index());
        }

        @Override
        public void end(ScheduledFault fault) {
            done.add(now() + " end " + fault.index());
        }
    });

    @Test
    void beginsAndEndsEachFaultAtItsTimeFromTheStart() {
        time.advance(1_000);

        timeline.start(PLAN, time.nanoTime());
        time.advance(1_000);

        assertEquals(
                List.of("1100 begin 0", "1120 begin 1", "1150 end 0", "1220 end 1", "1300 begin 2", "1310 end 2"),
                done);
    }

    @Test
    void ofFaultsThatTouchTheEarlierOneEndsFirstInWhateverOrderTheyWereWritten() {
        ScheduledFault second = new ScheduledFault(0, new Fault.Reset(), 150, 50, 1);
        ScheduledFault first = new ScheduledFault(1, new Fault.Blackhole(), 100, 50, 1);

        timeline.start(new FaultPlan(List.of(second, first)), time.nanoTime());
        time.advance(1_000);

        assertEquals(List.of("100 begin 1", "150 end 1", "150 begin 0", "200 end 0"), done);
    }

    @Test
    void stoppedEarlyItEndsWhatIsInForceAndBeginsNothingMore() {
        timeline.start(PLAN, time.nanoTime());
        time.advance(130);

        timeline.stop();
        timeline.stop();
        time.advance(1_000);

        assertEquals(List.of("100 begin 0", "120 begin 1", "130 end 0", "130 end 1"), done);
    }

    @Test
    void stoppedBetweenFaultsItDoesNothing() {
        timeline.start(PLAN, time.nanoTime());
        time.advance(250);
        done.clear();

        timeline.stop();
        time.advance(1_000);

        assertEquals(List.of(), done);
    }

    private long now() {
        return time.nanoTime() - VirtualTime.START_NANOS;
    }
}
