package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.MessagePlan.Kind;
import dev.flatline.core.reconnect.Retry;
import dev.flatline.core.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten clients that get a message a second, and ten that send echoes. */
final class PushClockTest {

    private static final long MS = 1_000_000;

    private final VirtualTime time = new VirtualTime();
    private final List<String> sent = new ArrayList<>();
    private final List<Long> dues = new ArrayList<>();
    private final PushClock<String> clock = new PushClock<>(load(), time, this::sent);

    private void sent(int client, String connection, byte[] text) {
        PushText push = PushText.read(text).orElseThrow();
        sent.add(client + " " + connection + " " + push.sequence());
        dues.add(push.intendedNanos());
        assertEquals(time.nanoTime(), push.sentNanos());
    }

    @Test
    void sendsEveryIntervalToEachConnectedClient() {
        clock.opened(0, "a");
        clock.opened(1, "b");

        time.advance(2_999 * MS);

        assertEquals(List.of("0 a 0", "1 b 0", "0 a 1", "1 b 1", "0 a 2", "1 b 2"), sent);
        assertEquals(dues.get(0) + 1_000 * MS, dues.get(2));
        assertEquals(618, (dues.get(1) - dues.get(0)) / MS);
    }

    @Test
    void numbersGoOnOverConnectionsAndWhatFellDueBetweenWasNeverSent() {
        clock.opened(0, "a");
        time.advance(1_500 * MS);
        clock.closed(0, "a");
        time.advance(5_000 * MS);

        clock.opened(0, "b");
        time.advance(1_000 * MS);

        assertEquals(List.of("0 a 0", "0 a 1", "0 b 2"), sent);
        assertEquals(7_000, (dues.get(2) - dues.get(0)) / MS);
    }

    @Test
    void aNewerConnectionTakesOverFromAGhost() {
        clock.opened(0, "a");
        clock.opened(0, "b");

        clock.closed(0, "a");
        time.advance(10 * MS);

        assertEquals(List.of("0 b 0"), sent);
    }

    @Test
    void nobodyElseIsSentAnything() {
        clock.opened(15, "echo");
        clock.opened(-1, "nobody");
        clock.opened(99, "stranger");

        time.advance(10_000 * MS);

        assertTrue(sent.isEmpty());
    }

    private static LoadPlan load() {
        ClientPlan client = ClientPlan.plain(HeartbeatRule.NONE, (loss, random) -> Retry.NEVER, 1);
        return new LoadPlan(List.of(
                group("pushed", client.withMessages(new MessagePlan(Kind.PUSH, 1_000 * MS, 64, 0))),
                group("echo", client.withMessages(new MessagePlan(1_000 * MS, 64)))));
    }

    private static ClientGroup group(String name, ClientPlan client) {
        return new ClientGroup(name, 10, new ConstantRate(1), client);
    }
}
