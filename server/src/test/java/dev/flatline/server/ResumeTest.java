package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.ResumeOptions;
import dev.flatline.server.session.SessionCounters;
import dev.flatline.server.session.SessionLine;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that comes back reads behind its 101, byte for byte; in virtual time. */
final class ResumeTest {

    private static final ServerOptions OPTIONS =
            ServerOptions.defaults().with(IdentityOptions.query("id")).with(ResumeOptions.on());

    private final Happenings happenings = Happenings.echo();
    private VirtualServer server = new VirtualServer(OPTIONS, happenings);
    private final SessionCounters counters = server.shared.counters().sessions();

    @Test
    void aNewClientIsToldToCountFromTheBeginning() {
        String answer = connect(server, "/?id=ann");

        assertTrue(answer.startsWith("HTTP/1.1 101 Switching Protocols\r\n"), answer);
        assertTrue(answer.endsWith("\r\nX-Flatline-Resume: next=1; lost=0; new\r\n\r\n"), answer);
        assertEquals(1, counters.held());
    }

    @Test
    void whatWasMissedFollowsTheAnswerInOneWriteBeforeWhatTheProgramSaysOnOpen() {
        connect(server, "/?id=ann");
        server.says(VirtualServer.text("one"));
        server.says(VirtualServer.binary(new byte[] {7, 8}));
        server.says(VirtualServer.text("three"));
        lose();
        happenings.onOpen = (connection, handshake) -> connection.sendText("hello again");

        String answer = connect(server.next(), "/?id=ann&last=1");

        assertTrue(
                answer.endsWith("X-Flatline-Resume: next=2; lost=0\r\n\r\n\u0082\u0002\u0007\u0008\u0081\u0005three"
                        + "\u0081\u000bhello again"),
                answer);
        assertEquals(1, counters.resumed());
        assertEquals(2, counters.replayed());
    }

    @Test
    void theProgramIsToldWhetherTheSessionGoesOnAndWhatIsLost() {
        List<String> told = new ArrayList<>();
        happenings.onOpen = (connection, handshake) -> told.add(handshake.resumed() + " " + handshake.lost());
        server = new VirtualServer(OPTIONS.with(new ResumeOptions(2, 1 << 16, Duration.ofMinutes(2), 10)), happenings);

        connect(server, "/?id=ann");
        for (int i = 0; i < 5; i++) {
            happenings.opened.get(0).sendText("message");
        }
        connect(server.next(), "/?id=ann&last=1");
        connect(server.next(), "/?id=ann&last=99");
        connect(server.next(), "/");

        assertEquals(List.of("false 0", "true 2", "false 0", "false 0"), told);
    }

    @Test
    void aHeaderSaysItWhereTheIdentityIsInAHeader() {
        server = new VirtualServer(OPTIONS.with(IdentityOptions.header("X-User")), happenings);
        server.says(VirtualServer.request("/", "X-User: ann"));
        server.says(VirtualServer.text("one"));
        server.says(VirtualServer.text("two"));

        VirtualServer next = server.next();
        next.says(VirtualServer.request("/?last=2", "X-User: ann", "X-Flatline-Last: 1"));

        assertTrue(next.sent().endsWith("X-Flatline-Resume: next=2; lost=0\r\n\r\n\u0081\u0003two"));
    }

    @Test
    void whoHasNoIdentityHasNoSession() {
        String answer = connect(server, "/?last=5");

        assertFalse(answer.contains("X-Flatline-Resume"));
        assertEquals(0, counters.begun());
    }

    @Test
    void withoutResumeNothingIsSaidAndNothingKept() {
        server = new VirtualServer(OPTIONS.with(ResumeOptions.OFF), happenings);

        String answer = connect(server, "/?id=ann&last=5");

        assertFalse(answer.contains("X-Flatline-Resume"));
        assertEquals(0, server.shared.counters().sessions().begun());
    }

    @Test
    void whatIsSentToAConnectionThatIsOverReachesTheNextOne() {
        connect(server, "/?id=ann");
        Connection former = happenings.opened.get(0);
        lose();

        former.sendText("kept");
        former.sendBinary("and this".getBytes(StandardCharsets.UTF_8));
        VirtualServer next = server.next();
        String answer = connect(next, "/?id=ann&last=0");
        former.sendText("at once");

        assertTrue(answer.endsWith("next=1; lost=0\r\n\r\n\u0081\u0004kept\u0082\u0008and this"), answer);
        assertEquals("\u0081\u0007at once", next.sent());
    }

    @Test
    void aClientThatSaysWhatItCannotHaveIsToldToCountAnew() {
        connect(server, "/?id=ann");
        server.says(VirtualServer.text("one"));

        String answer = connect(server.next(), "/?id=ann&last=2");

        assertTrue(answer.endsWith("X-Flatline-Resume: next=1; lost=0; new\r\n\r\n"), answer);
        assertEquals(1, counters.refused());
        assertEquals(1, counters.held());
    }

    @Test
    void theOlderConnectionIsReplacedAndTheSessionGoesOn() {
        connect(server, "/?id=ann");
        VirtualServer next = server.next();

        connect(next, "/?id=ann&last=0");
        happenings.opened.get(0).sendText("for ann");

        assertTrue(server.sent().startsWith("\u0088&\u0011\u0094"));
        assertEquals("", server.sent());
        assertEquals("\u0081\u0007for ann", next.sent());
        assertEquals(1, server.shared.counters().closedBy(CloseCause.REPLACED));
        assertEquals(1, counters.held());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void aClientThatSaysGoodbyeEndsItsSession(int code) {
        connect(server, "/?id=ann");

        server.says(VirtualServer.close(code));

        assertEquals(0, counters.held());
        assertEquals(1, counters.ended());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001})
    void aProgramThatSaysGoodbyeEndsTheSession(int code) {
        connect(server, "/?id=ann");

        happenings.opened.get(0).close(code, "done");

        assertEquals(1, counters.ended());
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1011, 3000, 4001})
    void anyOtherCloseKeepsTheSessionForItsWindow(int code) {
        connect(server, "/?id=ann");

        server.says(VirtualServer.close(code));

        assertEquals(1, counters.held());
        server.advance(ResumeOptions.on().window().minusMillis(1));
        assertEquals(1, counters.held());
        server.advance(Duration.ofMillis(2));
        assertEquals(0, counters.held());
        assertEquals(1, counters.expired());
    }

    @Test
    void theProgramsOtherClosesKeepTheSession() {
        connect(server, "/?id=ann");

        happenings.opened.get(0).close(1012, "back soon");

        assertEquals(1, counters.held());
    }

    @Test
    void anExpiredHeartbeatKeepsTheSessionWhateverCodeItSends() {
        server = new VirtualServer(OPTIONS.with(silentFor(6, OnExpiry.close(1001, "idle"))), happenings);
        connect(server, "/?id=ann");

        server.advance(Duration.ofSeconds(8));
        happenings.opened.get(0).sendText("kept");

        assertEquals(1, server.shared.counters().closedBy(CloseCause.HEARTBEAT_EXPIRED));
        assertTrue(connect(server.next(), "/?id=ann&last=0").endsWith("\u0081\u0004kept"));
    }

    @Test
    void theHeartbeatRuleMaySayForHowLongASilentClientMayComeBack() {
        server = new VirtualServer(
                OPTIONS.with(silentFor(6, new OnExpiry(OnExpiry.ABRUPT, "", 3_000_000_000L))), happenings);
        connect(server, "/?id=ann");

        server.advance(Duration.ofSeconds(8));
        assertEquals(1, server.shared.counters().sessions().held());
        server.advance(Duration.ofSeconds(3));

        assertEquals(1, server.shared.counters().sessions().expired());
    }

    private static HeartbeatRule silentFor(int seconds, OnExpiry action) {
        long nanos = Duration.ofSeconds(seconds).toNanos();
        return HeartbeatRule.idle(Activity.ANY_BYTES, nanos, 1_000_000_000L).withExpiry(Expiry.silent(nanos, action));
    }

    @Test
    void aClientThatDoesNotReadLosesItsConnectionAndNoMessage() {
        connect(server, "/?id=ann");
        Connection connection = happenings.opened.get(0);
        server.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);

        connection.sendText("one");
        connection.sendText("two");

        assertEquals(1, server.shared.counters().closedBy(CloseCause.SLOW_CONSUMER));
        assertEquals("", server.sent());
        assertTrue(connect(server.next(), "/?id=ann&last=0")
                .endsWith("next=1; lost=0\r\n\r\n\u0081\u0003one\u0081\u0003two"));
    }

    @Test
    void aConnectionThatIsOverKeepsTheTimeToReadWhyWhenTooMuchWaited() {
        connect(server, "/?id=ann");
        Connection connection = happenings.opened.get(0);

        connection.close(1012, "back soon");
        ((SessionLine) connection).overrun();

        assertTrue(server.isOpen());
        assertEquals(0, server.shared.counters().closedBy(CloseCause.SLOW_CONSUMER));
    }

    @Test
    void aReplayThatFillsAllThatIsKeptFitsIntoWhatMayWait() {
        int half = 4096;
        server = new VirtualServer(
                OPTIONS.with(new ResumeOptions(1_000_000, half, Duration.ofMinutes(1), 10))
                        .with(new OutboundOptions(2 * half, OutboundOptions.WhenFull.CLOSE)),
                happenings);
        connect(server, "/?id=ann");
        lose();
        Connection former = happenings.opened.get(0);
        for (int i = 0; i < 1000; i++) {
            former.sendText("x");
        }

        String answer = connect(server.next(), "/?id=ann&last=0");

        int kept = half / 11;
        assertTrue(answer.contains("next=" + (1001 - kept) + "; lost=" + (1000 - kept) + "\r\n"), answer);
        assertTrue(answer.endsWith("\u0081\u0001x".repeat(kept)));
        assertEquals(1000 - kept, server.shared.counters().sessions().lost());
    }

    @Test
    void repliesWithinOneReadStillLeaveInOneWrite() {
        connect(server, "/?id=ann");

        server.says(Unpooled.wrappedBuffer(
                        VirtualServer.text("one"), VirtualServer.text("two"), VirtualServer.text("three"))
                .copy());

        assertEquals("\u0081\u0003one\u0081\u0003two\u0081\u0005three", server.sent());
    }

    @Test
    void pongsAndPingsAreNotCountedAsMessages() {
        connect(server, "/?id=ann");
        server.says(VirtualServer.text("one"));
        server.says(VirtualServer.ping("x"));
        server.says(VirtualServer.text("two"));

        assertTrue(connect(server.next(), "/?id=ann&last=1").endsWith("next=2; lost=0\r\n\r\n\u0081\u0003two"));
    }

    @Test
    void aPoliteServerStopEndsSessions() {
        connect(server, "/?id=ann");

        server.loop.stop(true);

        assertEquals(1, counters.ended());
    }

    private static String connect(VirtualServer connection, String target) {
        connection.says(VirtualServer.request(target));
        return connection.sent();
    }

    private void lose() {
        server.sent();
        server.hangsUp();
    }
}
