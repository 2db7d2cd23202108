package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.MessagePlan.Kind;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.seed.ScriptedRandom;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.Timers;
import dev.flatline.core.time.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes of one machine, whose loops count from different instants. */
final class TwoClocksTest {

    private static final long MS = 1_000_000;

    private final VirtualTime machine = new VirtualTime();
    private final RecordedEvents events = new RecordedEvents();
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void aPushIsMeasuredOnTheClockOfWhoeverGetsIt() {
        MessagePlan messages = new MessagePlan(Kind.PUSH, 1_000 * MS, 64, 0);
        byte[][] sent = new byte[1][];
        PushClock<String> server =
                new PushClock<>(load(messages), since(40_000 * MS), (client, to, text) -> sent[0] = text);
        client(messages, since(0));
        server.opened(0, "connection");
        machine.advance(10 * MS);

        transport.network().onText(sent[0]);

        assertEquals("10 received 0 of -1 due 0 sent 0", last());
    }

    @Test
    void aMessageOfAMemberOfTheRoomIsToo() {
        MessagePlan messages = new MessagePlan(Kind.ROOM, 1_000 * MS, 64, 2);
        client(messages, since(70_000 * MS));
        machine.advance(510 * MS);
        byte[] text = transport.lastText;
        client(messages, since(0));

        transport.network().onText(text);

        assertEquals("510 received 0 of 0 due 500 sent 500", last());
    }

    private String last() {
        List<String> lines = events.take();
        return lines.get(lines.size() - 1);
    }

    private void client(MessagePlan messages, Timers timers) {
        new ConnectionSupervisor(
                        0, load(messages).groupOf(0).client(), timers, transport, new ScriptedRandom(0.5), events)
                .start(timers.nanoTime());
        transport.accept();
        events.take();
    }

    private static LoadPlan load(MessagePlan messages) {
        ClientPlan client = ClientPlan.plain(HeartbeatRule.NONE, (loss, random) -> Retry.NEVER, 1_000 * MS);
        return LoadPlan.of(2, new ConstantRate(1), client.withMessages(messages));
    }

    /** A clock that began so much later than that of the machine. */
    private Timers since(long laterNanos) {
        return new Timers() {
            @Override
            public long nanoTime() {
                return machine.nanoTime() - laterNanos;
            }

            @Override
            public long zeroNanos() {
                return laterNanos;
            }

            @Override
            public Alarm after(long delayNanos, Runnable task) {
                return machine.after(delayNanos, task);
            }
        };
    }
}
