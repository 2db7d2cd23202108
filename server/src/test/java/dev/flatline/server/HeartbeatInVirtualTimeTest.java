package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is pinged and who is closed, when: the real pipeline on a mock ticker. */
final class HeartbeatInVirtualTimeTest {

    private static final String PING = "\u0089\u0000";
    private static final Duration MILLI = Duration.ofMillis(1);

    private final Happenings happenings = Happenings.echo();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 250, 500, 999})
    void aSilentClientIsClosedBetweenIdleAndIdlePlusScan(int phaseMillis) {
        VirtualServer server = new VirtualServer(idle(Activity.ANY_BYTES), happenings);
        server.advance(Duration.ofMillis(phaseMillis));
        server.says(VirtualServer.REQUEST);
        server.sent();
        long silentSince = server.nowNanos();

        server.advance(Duration.ofMillis(5_999));
        assertTrue(server.isOpen());
        server.advance(Duration.ofMillis(1_002));

        long silence = happenings.closedNanos - silentSince;
        assertFalse(server.isOpen());
        assertEquals(List.of("opened 17 #1", "closed 17 #1 heartbeat-expired"), happenings.events);
        assertTrue(silence >= 6_000_000_000L && silence <= 7_001_000_000L, "closed after " + silence + " ns");
        assertEquals("", server.sent());
        assertEquals(1, server.shared.counters().closedBy(CloseCause.HEARTBEAT_EXPIRED));
    }

    @Test
    void partialBytesKeepAClientAliveWhenAnyBytesCount() {
        VirtualServer server = VirtualServer.upgraded(idle(Activity.ANY_BYTES), happenings);
        ByteBuf frame = VirtualServer.text("a message of which one byte arrives every five seconds");

        for (int i = 0; i < 20; i++) {
            server.says(frame.readBytes(1));
            server.advance(Duration.ofSeconds(5));
            assertTrue(server.isOpen());
        }
        server.advance(Duration.ofSeconds(2));

        assertFalse(server.isOpen());
        frame.release();
    }

    @Test
    void pingsDoNotKeepAClientAliveWhenOnlyMessagesCount() {
        VirtualServer server = VirtualServer.upgraded(idle(Activity.MESSAGES), happenings);

        for (int i = 0; i < 5; i++) {
            server.says(VirtualServer.ping("x"));
            server.advance(Duration.ofSeconds(1));
        }
        server.advance(Duration.ofSeconds(2));

        assertFalse(server.isOpen());
    }

    @Test
    void messagesKeepAClientAliveWhenOnlyMessagesCount() {
        VirtualServer server = VirtualServer.upgraded(idle(Activity.MESSAGES), happenings);

        for (int i = 0; i < 20; i++) {
            server.says(VirtualServer.text("x"));
            server.advance(Duration.ofSeconds(5));
        }

        assertTrue(server.isOpen());
    }

    @Test
    void aQuietClientIsPingedOnceAndThenClosed() {
        VirtualServer server = VirtualServer.upgraded(pinging(Activity.ANY_BYTES), happenings);

        server.advance(Duration.ofMillis(1_999));
        assertEquals("", server.sent());
        server.advance(Duration.ofMillis(102));
        assertEquals(PING, server.sent());
        server.advance(Duration.ofMillis(1_898));
        assertTrue(server.isOpen());
        assertEquals("", server.sent());
        server.advance(Duration.ofMillis(102));

        assertFalse(server.isOpen());
        assertEquals("", server.sent());
        assertEquals(List.of("open 17", "close heartbeat-expired 0"), happenings.program);
    }

    @ParameterizedTest
    @EnumSource(
            value = Activity.class,
            names = {"ANY_BYTES", "PONGS"})
    void aClientThatAnswersItsPingsStays(Activity activity) {
        VirtualServer server = VirtualServer.upgraded(pinging(activity), happenings);
        int pings = 0;

        for (int i = 0; i < 60_000; i++) {
            server.advance(MILLI);
            if (server.sent().equals(PING)) {
                pings++;
                server.says(VirtualServer.pong());
            }
        }

        assertTrue(server.isOpen());
        assertTrue(pings >= 28 && pings <= 30, pings + " pings in a minute");
    }

    @Test
    void withoutARuleASilentClientStays() {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), happenings);

        server.advance(Duration.ofMinutes(5));

        assertTrue(server.isOpen());
    }

    @Test
    void aClientThatDoesNotUpgradeInTimeIsClosedWhateverItTrickles() {
        VirtualServer server = new VirtualServer(ServerOptions.defaults(), happenings);

        server.says("GET / HTTP/1.1\r\n");
        server.advance(Duration.ofSeconds(9));
        server.says("Host: a\r\n");
        assertTrue(server.isOpen());
        server.advance(Duration.ofMillis(1_001));

        assertFalse(server.isOpen());
        assertEquals(List.of(), happenings.program);
        assertEquals(1, server.shared.counters().handshakeTimeouts());
    }

    @Test
    void aClientThatDoesNotGoAfterACloseFrameIsClosedInTime() {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), happenings);

        happenings.opened.get(0).close(1000, "");
        assertEquals("\u0088\u0002\u0003\u00e8", server.sent());
        server.says(VirtualServer.text("still talking"));
        server.advance(Duration.ofMillis(1_999));
        assertTrue(server.isOpen());
        server.advance(Duration.ofMillis(2));

        assertFalse(server.isOpen());
        assertEquals(List.of("open 17", "close local 1000"), happenings.program);
        assertEquals(List.of(), happenings.messages);
    }

    private static ServerOptions idle(Activity activity) {
        return ServerOptions.defaults().with(HeartbeatRule.idle(activity, 6_000_000_000L, 1_000_000_000L));
    }

    private static ServerOptions pinging(Activity activity) {
        return ServerOptions.defaults()
                .with(HeartbeatRule.pinging(activity, 2_000_000_000L, 2_000_000_000L, 100_000_000L));
    }
}
