package dev.flatline.server;

import static dev.flatline.server.VirtualServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import dev.flatline.core.heartbeat.Pings;
import dev.flatline.core.heartbeat.Pings.Cadence;
import dev.flatline.core.heartbeat.Scan;
import dev.flatline.wire.MaskedFrameWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Heartbeats that are text messages, numbered pings, and what expiry does, on the server's real pipeline. */
final class HeartbeatTextsInVirtualTimeTest {

    private final Happenings happenings = Happenings.echo();

    @Test
    void aTextPingIsAnsweredByItsTextWhichTheProgramDoesNotSee() {
        VirtualServer server = VirtualServer.upgraded(options(textPings("2", "3", 5)), happenings);

        server.advance(Duration.ofMillis(3_020));
        assertEquals("\u0081\u00012", server.sent());
        server.says(text("3"));
        server.advance(Duration.ofMillis(2_900));
        assertEquals("", server.sent(), "the next ping comes three seconds after the answer");
        server.advance(Duration.ofMillis(120));

        assertEquals("\u0081\u00012", server.sent());
        assertEquals(List.of("open 17"), happenings.program);
        assertEquals(List.of(), happenings.messages);
        assertEquals(2, server.shared.counters().pings());
        assertEquals(1, server.shared.counters().pongs());
    }

    @Test
    void anUnansweredTextPingEndsInACloseFrameWithoutACode() {
        VirtualServer server = VirtualServer.upgraded(options(textPings("2", "3", 5)), happenings);

        server.advance(Duration.ofMillis(3_020));
        server.sent();
        server.says(text("hello"));
        assertEquals("\u0081\u0005hello", server.sent(), "a message is no pong");
        server.advance(Duration.ofMillis(1_900));
        assertTrue(server.isOpen());
        server.advance(Duration.ofMillis(120));

        assertEquals("\u0088\u0000", server.sent());
        assertEquals(List.of("open 17", "close heartbeat-expired 1005"), happenings.program);
        server.advance(Duration.ofSeconds(3));
        assertFalse(server.isOpen());
        assertEquals(1, server.shared.counters().closedBy(CloseCause.HEARTBEAT_EXPIRED));
    }

    @Test
    void theClientsTextPingIsAnsweredAndKeepsItAlive() {
        HeartbeatRule rule = HeartbeatRule.idle(Activity.MESSAGES, seconds(5), seconds(1))
                .withPeerPings(Pings.of(PingFrame.text("2", "3"), seconds(3), Cadence.FIXED));
        VirtualServer server = VirtualServer.upgraded(options(rule), happenings);

        for (int i = 0; i < 5; i++) {
            server.advance(Duration.ofSeconds(4));
            server.says(text("2"));
            assertEquals("\u0081\u00013", server.sent());
        }

        assertTrue(server.isOpen());
        assertEquals(List.of(), happenings.messages);
    }

    @Test
    void onlyAPongWithTheLatestNumberCountsWhereTheRuleSaysSo() {
        HeartbeatRule rule = new HeartbeatRule(
                Activity.CURRENT_PONG,
                Pings.of(PingFrame.WEBSOCKET, seconds(2), Cadence.FIXED),
                Pings.NONE,
                Expiry.unanswered(seconds(3), OnExpiry.close(1000, "")),
                Scan.EXACT);
        VirtualServer server = VirtualServer.upgraded(options(rule), happenings);

        server.advance(Duration.ofMillis(2_020));
        assertEquals("\u0089\u0008\0\0\0\0\0\0\0\1", server.sent());
        server.says(pong(1));
        server.advance(Duration.ofSeconds(2));
        assertEquals("\u0089\u0008\0\0\0\0\0\0\0\2", server.sent());
        server.says(pong(1));
        server.advance(Duration.ofSeconds(2));
        assertEquals("\u0089\u0008\0\0\0\0\0\0\0\3", server.sent());
        assertTrue(server.isOpen());
        server.advance(Duration.ofMillis(1_100));

        assertEquals("\u0088\u0002\u0003\u00e8", server.sent());
        assertEquals(List.of("open 17", "close heartbeat-expired 1000"), happenings.program);
    }

    @Test
    void aPingMayTellTheTime() {
        VirtualServer server = VirtualServer.upgraded(options(textPings("{n} at {unix}", "{n}", 5)), happenings);

        server.advance(Duration.ofMillis(3_020));

        assertEquals("\u0081\u000f1 at 1790000000", server.sent());
    }

    @Test
    void whatIsSentCountsWhereTheRuleSaysSo() {
        VirtualServer both = VirtualServer.upgraded(
                options(HeartbeatRule.idle(Activity.ANY_IO, seconds(5), seconds(1))), happenings);
        VirtualServer arrivals = VirtualServer.upgraded(
                options(HeartbeatRule.idle(Activity.ANY_BYTES, seconds(5), seconds(1))), happenings);

        for (int i = 0; i < 4; i++) {
            both.advance(Duration.ofSeconds(3));
            arrivals.advance(Duration.ofSeconds(3));
            happenings.opened.forEach(connection -> connection.sendText("push"));
        }

        assertTrue(both.isOpen());
        assertFalse(arrivals.isOpen());
    }

    private static HeartbeatRule textPings(String text, String answer, int closesAfterSeconds) {
        return new HeartbeatRule(
                Activity.PONGS,
                Pings.of(PingFrame.text(text, answer), seconds(3), Cadence.AFTER_ANSWER),
                Pings.NONE,
                Expiry.unanswered(seconds(closesAfterSeconds - 3), OnExpiry.close(OnExpiry.NO_STATUS, "")),
                Scan.EXACT);
    }

    private static ServerOptions options(HeartbeatRule rule) {
        return ServerOptions.defaults().with(rule);
    }

    private static ByteBuf pong(long number) {
        ByteBuf frame = Unpooled.buffer();
        MaskedFrameWriter.pong(frame, 7, Unpooled.copyLong(number));
        return frame;
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
