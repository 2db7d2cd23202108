package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.seed.ScriptedRandom;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageClockTest {

    @Test
    void messagesLeaveAtTheirPhaseAndThenEveryInterval() {
        Rig rig = Rig.talking(10).open();
        rig.events.take();

        rig.advance(30);

        assertEquals(List.of("5 sent", "15 sent", "25 sent"), rig.events.take());
        assertEquals(
                List.of("connect", "text fl:0:0:", "text fl:1:10000000:", "text fl:2:20000000:"), rig.transport.calls);
    }

    @Test
    void messagesThatFallDueWhileDownAreSkippedAndNotMadeUp() {
        Rig rig = Rig.talking(30).open();
        rig.transport.network().onClosed(CloseCause.RESET, 0);
        rig.events.take();

        rig.advance(100);
        rig.transport.accept();
        rig.advance(10);

        assertEquals(
                List.of(
                        "15 skipped",
                        "45 skipped",
                        "75 skipped",
                        "100 retry due 100",
                        "100 opened 100 100 100",
                        "105 sent"),
                rig.events.take());
    }

    @Test
    void anEchoIsMeasuredFromItsIntendedTimeAndConfirmsTheConnection() {
        Rig rig = Rig.talking(10).open();
        rig.advance(5);
        byte[] first = rig.transport.lastText;
        rig.advance(12);
        rig.events.take();

        rig.transport.network().onText(first);

        assertEquals(List.of("17 answered", "17 echo due 5 sent 5"), rig.events.take());
    }

    @Test
    void foreignTextIsNoEchoAndConfirmsNothing() {
        Rig rig = Rig.talking(10).open();
        rig.advance(5);
        rig.events.take();

        rig.transport.network().onText("hello".getBytes(StandardCharsets.UTF_8));
        rig.transport.network().onText(new byte[0]);
        rig.transport.network().onText(EchoText.write(1, 0, 64));
        rig.transport.network().onText(EchoText.write(0, -1, 64));

        assertEquals(List.of(), rig.events.take());
    }

    @Test
    void aLateAlarmSendsAllThatIsDueAndOwnsUpToTheDelay() {
        Rig rig = new Rig(HeartbeatRule.NONE, 0, MessagePlan.NONE);
        StalledTimers stalled = new StalledTimers(rig.time);
        MessageClock clock =
                new MessageClock(7, new MessagePlan(10 * Rig.MS, 64), stalled, rig.transport::sendText, rig.events);
        clock.open(true);
        clock.start(new ScriptedRandom(0.5));

        rig.advance(37);
        stalled.due.run();
        clock.answered(EchoText.write(1, 32 * Rig.MS, 64), rig.time.nanoTime());

        assertEquals(List.of("37 sent", "37 sent", "37 sent", "37 sent", "37 echo due 15 sent 37"), rig.events.take());
        assertEquals(8 * Rig.MS, stalled.delayNanos);
    }

    /** Timers whose one alarm goes off when the test says so. */
    private static final class StalledTimers implements Timers {
        private final Timers clock;
        private Runnable due = () -> {};
        private long delayNanos;

        StalledTimers(Timers clock) {
            this.clock = clock;
        }

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }

        @Override
        public Alarm after(long delay, Runnable task) {
            due = task;
            delayNanos = delay;
            return () -> due = () -> {};
        }
    }
}
