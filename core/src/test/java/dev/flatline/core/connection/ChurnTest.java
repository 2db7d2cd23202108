package dev.flatline.core.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ChurnPlan;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.reconnect.ReconnectPolicy;
import dev.flatline.core.reconnect.Retry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One client that leaves by its own choice. Draws of 0.25: a stay of 1000 ms in the mean lasts 287 ms. */
final class ChurnTest {

    @Test
    void leavesWithANormalClosureAndComesBackWithAFirstAttempt() {
        Rig rig = Rig.comingAndGoing(1_000, 2_000, MessagePlan.NONE).open();

        rig.advance(1_000);

        assertEquals(
                List.of("0 connect due 0", "0 opened 0 0 0", "0 answered", "287 left", "863 connect due 863"),
                rig.events.take());
        assertEquals(List.of("connect", "close 1000", "connect"), rig.transport.calls);
    }

    @Test
    void aStayCountsAnewFromEveryOpen() {
        Rig rig = Rig.comingAndGoing(1_000, 2_000, MessagePlan.NONE).open();
        rig.advance(200);
        rig.transport.network().onClosed(CloseCause.RESET, 0);
        rig.advance(100);
        rig.transport.accept();
        rig.events.take();

        rig.advance(300);

        assertEquals(List.of("587 left"), rig.events.take());
    }

    /** SignalR never retries a first connect that fails: whoever comes back starts anew. */
    @Test
    void oneThatComesBackHasNeverBeenOpen() {
        List<Boolean> everOpen = new ArrayList<>();
        ReconnectPolicy policy = (loss, random) -> {
            everOpen.add(loss.everOpen());
            return Retry.NEVER;
        };
        Rig rig = new Rig(ClientPlan.plain(HeartbeatRule.NONE, policy, 1_000 * Rig.MS)
                .withChurn(new ChurnPlan(1_000 * Rig.MS, 100 * Rig.MS)));
        rig.open();
        rig.advance(1_000);

        rig.transport.network().onClosed(CloseCause.REFUSED, 0);

        assertEquals(List.of(false), everOpen);
    }

    @Test
    void nobodyLeavesWhileDown() {
        Rig rig = Rig.comingAndGoing(1_000, 2_000, MessagePlan.NONE).open();
        rig.advance(100);

        rig.transport.network().onClosed(CloseCause.RESET, 0);
        rig.advance(700);

        assertTrue(rig.events.take().stream().noneMatch(line -> line.endsWith("left")));
    }

    @Test
    void oneThatComesBackBacksOffFromTheBeginning() {
        Rig rig = Rig.comingAndGoing(1_000, 100, MessagePlan.NONE).open();
        rig.advance(10);
        rig.transport.network().onClosed(CloseCause.RESET, 0);
        rig.advance(100);
        rig.transport.network().onClosed(CloseCause.REFUSED, 0);
        rig.advance(200);
        rig.transport.accept();
        rig.advance(320);
        rig.events.take();

        rig.transport.network().onClosed(CloseCause.REFUSED, 0);

        assertEquals(List.of("630 failed refused 0", "630 backoff 100"), rig.events.take());
    }

    @Test
    void whoIsAwayHasNothingToSayAndSkipsNothing() {
        Rig rig = Rig.comingAndGoing(1_000, 2_000, new MessagePlan(200 * Rig.MS, 64))
                .open();

        rig.advance(800);

        assertEquals(List.of("0 connect due 0", "0 opened 0 0 0", "100 sent", "287 left"), rig.events.take());
    }

    @Test
    void aClientThatWasStoppedStaysAway() {
        Rig rig = Rig.comingAndGoing(1_000, 2_000, MessagePlan.NONE).open();
        rig.advance(300);
        rig.events.take();

        rig.client.stop();
        rig.advance(5_000);

        assertEquals(List.of(), rig.events.take());
    }
}
