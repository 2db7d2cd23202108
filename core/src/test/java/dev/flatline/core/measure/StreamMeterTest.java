package dev.flatline.core.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.ConnectionEvents;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.load.ClientPlan;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.load.MessagePlan;
import dev.flatline.core.load.MessagePlan.Kind;
import dev.flatline.core.reconnect.Retry;
import org.junit.jupiter.api.Test;

/** Ten clients; where there are rooms, they hold four, four and two. */
final class StreamMeterTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void whatASilentReceiverIsSentIsLostOnceItCannotBeUnderWay() {
        StreamMeter meter = meter(Kind.PUSH, 0);
        meter.pushed(3, SECOND / 2);
        meter.received(3, ConnectionEvents.SERVER, 0);

        meter.pushed(3, SECOND);
        meter.pushed(3, 2 * SECOND);

        assertEquals(0, meter.lost(2));
        assertEquals(1, meter.lost(3));
        assertEquals(2, meter.lost(4));
    }

    @Test
    void whatArrivesAfterAllWasNotLost() {
        StreamMeter meter = meter(Kind.PUSH, 0);
        meter.pushed(3, 0);
        meter.received(3, ConnectionEvents.SERVER, 0);
        meter.pushed(3, SECOND);
        assertEquals(1, meter.lost(5));

        meter.received(3, ConnectionEvents.SERVER, 1);

        assertEquals(0, meter.lost(5));
    }

    @Test
    void eachMemberOfARoomHasAStreamFromEachOther() {
        StreamMeter meter = meter(Kind.ROOM, 4);
        for (int message = 0; message < 3; message++) {
            meter.sentToRoom(4, 0);
        }

        meter.received(5, 4, 0);
        meter.received(5, 4, 2);
        meter.received(6, 4, 0);
        meter.received(6, 4, 0);

        assertEquals(1 + 2, meter.lost(9)); // one gap of client 5; two that client 6 has not got
        assertEquals(1, meter.duplicated());
    }

    @Test
    void aServerThatPassesNothingOnHasLostEverything() {
        StreamMeter meter = meter(Kind.ROOM, 4);
        for (int member = 0; member < 4; member++) {
            meter.opened(member);
        }

        meter.sentToRoom(0, 0);
        meter.sentToRoom(1, 0);

        assertEquals(2 * 4, meter.lost(9));
    }

    @Test
    void whatWasSentBeforeItsReceiverWasOpenIsNotExpected() {
        StreamMeter meter = meter(Kind.PUSH, 0);
        meter.pushed(3, 0);

        meter.opened(3);
        meter.pushed(3, SECOND);

        assertEquals(1, meter.lost(9));
    }

    @Test
    void theLastRoomMayBeSmaller() {
        StreamMeter meter = meter(Kind.ROOM, 4);
        meter.sentToRoom(9, 0);
        meter.sentToRoom(9, 0);

        meter.received(8, 9, 1);
        meter.received(8, 9, 0);

        assertEquals(0, meter.lost(9));
        assertEquals(1, meter.reordered());
    }

    @Test
    void whoLeftByChoiceMissesNothing() {
        StreamMeter meter = meter(Kind.ROOM, 4);
        meter.sentToRoom(0, 0);
        meter.received(1, 0, 0);
        meter.received(2, 0, 0);

        meter.left(1, SECOND);
        meter.sentToRoom(0, SECOND);

        assertEquals(1, meter.lost(9)); // client 2's
    }

    @Test
    void whatAClientHadNotReceivedWhenItLeftIsLostUnlessItMayHaveBeenUnderWay() {
        StreamMeter meter = meter(Kind.PUSH, 0);
        meter.opened(3);
        meter.pushed(3, 0);
        meter.pushed(3, 5 * SECOND);
        meter.pushed(3, 6 * SECOND);

        meter.left(3, 6 * SECOND + 1);
        meter.opened(3);

        assertEquals(1, meter.lost(20)); // the first; the others had left less than a full second before
    }

    @Test
    void withChurnAServerThatPassesNothingOnLosesAlmostEverything() {
        StreamMeter meter = meter(Kind.ROOM, 4);
        for (int client = 0; client < 4; client++) {
            meter.opened(client);
        }
        for (int round = 0; round < 10; round++) {
            meter.sentToRoom(0, (10L * round) * SECOND);
            meter.left(1, (10L * round + 5) * SECOND);
            meter.opened(1);
        }

        assertTrue(meter.lost(200) >= 10 + 10 + 10, meter.lost(200) + " lost");
    }

    @Test
    void whatBelongsToNoStreamIsNotCounted() {
        StreamMeter meter = meter(Kind.ROOM, 4);

        meter.received(1, 7, 5);
        meter.received(1, ConnectionEvents.SERVER, 5);
        meter.received(1, 7, 5);

        assertEquals(0, meter.lost(9) + meter.duplicated() + meter.reordered());
    }

    @Test
    void anEchoThatComesTwiceOrLateIsCountedByItsDueTime() {
        StreamMeter meter = meter(Kind.ECHO, 0);

        meter.echoed(1, SECOND + 5);
        meter.echoed(1, 2 * SECOND + 5);
        meter.echoed(1, 2 * SECOND + 5);
        meter.echoed(1, 4 * SECOND + 5);
        meter.echoed(1, 3 * SECOND + 5);

        assertEquals(1, meter.duplicated());
        assertEquals(1, meter.reordered());
        assertEquals(0, meter.lost(9));
    }

    private static StreamMeter meter(Kind kind, int room) {
        ClientPlan client = ClientPlan.plain(HeartbeatRule.NONE, (loss, random) -> Retry.NEVER, 1)
                .withMessages(new MessagePlan(kind, SECOND, 64, room));
        return new StreamMeter(LoadPlan.of(10, new ConstantRate(1), client), 0);
    }
}
