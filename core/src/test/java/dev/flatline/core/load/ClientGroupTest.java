package dev.flatline.core.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.reconnect.Retry;
import org.junit.jupiter.api.Test;

final class ClientGroupTest {

    @Test
    void roomsWithMorePairsThanCanBeWatchedAreRefused() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> rooms(10_000, 10_000));

        assertEquals(
                "rooms of 10000 make 100000000 pairs of 10000 clients; accepted: at most 10000000",
                refused.getMessage());
    }

    @Test
    void aLargeRoomOfAFewClientsHasFewPairs() {
        assertEquals(100, rooms(100, 10_000).clients());
    }

    private static ClientGroup rooms(int clients, int room) {
        ClientPlan client = ClientPlan.plain(HeartbeatRule.NONE, (loss, random) -> Retry.NEVER, 1)
                .withMessages(new MessagePlan(MessagePlan.Kind.ROOM, 1_000_000_000, 64, room));
        return new ClientGroup("rooms", clients, new ConstantRate(1), client);
    }
}
