package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.LimitOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way a connection can end: what its client sees, what the program is told, and that it is counted once. */
final class CloseCausesTest {

    private static final String NOTHING = "";

    private final Happenings happenings = new Happenings((connection, message) -> {
        switch (message.text()) {
            case "throw" -> throw new IllegalStateException("planted");
            case "close" -> connection.close(4001, "enough");
            default -> connection.send(message);
        }
    });
    private VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults(), happenings);

    @Test
    void theClientsCloseFrame() {
        server.says(VirtualServer.close(1001));

        ended(CloseCause.CLOSE_FRAME, 1001, "\u0088\u0002\u0003\u00e9");
        assertFalse(server.isOpen());
    }

    @Test
    void theClientsCloseFrameWithoutACode() {
        server.says("\u0088\u0080\u0000\u0000\u0000\u0000");

        ended(CloseCause.CLOSE_FRAME, 1005, "\u0088\u0000");
        assertFalse(server.isOpen());
    }

    @Test
    void theClientsEndOfStream() {
        server.hangsUp();

        ended(CloseCause.END_OF_STREAM, 0, NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "Connection reset by peer, RESET",
        "Broken pipe, RESET",
        "No route to host, NETWORK_ERROR",
        "Connection timed out, NETWORK_ERROR"
    })
    void anErrorOfTheNetwork(String words, CloseCause cause) {
        server.channel.pipeline().fireExceptionCaught(new IOException(words));

        ended(cause, 0, NOTHING);
        assertFalse(server.isOpen());
    }

    @Test
    void anErrorOfTheProgram() {
        server.says(VirtualServer.text("throw"));

        ended(CloseCause.SERVER_ERROR, 1011, "\u0088\u0002\u0003\u00f3");
    }

    @Test
    void theProgramsOwnClose() {
        server.says(VirtualServer.text("close"));

        ended(CloseCause.LOCAL, 4001, "\u0088\u0008\u000f\u00a1enough");
    }

    @Test
    void theHeartbeat() {
        server = VirtualServer.upgraded(
                ServerOptions.defaults().with(HeartbeatRule.idle(Activity.ANY_BYTES, 6_000_000_000L, 1_000_000_000L)),
                happenings);
        happenings.program.remove(0);

        server.advance(Duration.ofSeconds(8));

        ended(CloseCause.HEARTBEAT_EXPIRED, 0, NOTHING);
        assertFalse(server.isOpen());
    }

    @Test
    void aNewerConnection() {
        server = VirtualServer.upgraded(
                ServerOptions.defaults().with(IdentityOptions.header(ClientIdentity.HEADER)), happenings);
        happenings.program.remove(0);

        server.next().says(VirtualServer.REQUEST);

        assertTrue(server.isOpen(), "the client may answer first");
        assertEquals("open 17", happenings.program.remove(2), "the newer one's, behind the end of the older one");
        ended(CloseCause.REPLACED, 4500, "\u0088&\u0011\u0094a newer connection has this identity");
    }

    @Test
    void aViolationOfTheProtocol() {
        server.says("\u0081\u0001x");

        ended(CloseCause.PROTOCOL_ERROR, 1002, "\u0088");
    }

    @Test
    void textThatIsNotUtf8() {
        server.says("\u0081\u0081\u0000\u0000\u0000\u0000\u00ff");

        ended(CloseCause.PROTOCOL_ERROR, 1007, "\u0088");
    }

    @Test
    void aFrameThatIsTooBig() {
        server = VirtualServer.upgraded(
                ServerOptions.defaults().with(LimitOptions.DEFAULT.withPayload(1000, 1000)), happenings);
        happenings.program.remove(0);

        server.says("\u0082\u00fe\u0010\u0000\u0000\u0000\u0000\u0000");

        ended(CloseCause.TOO_BIG, 1009, "\u0088");
    }

    @Test
    void aClientThatDoesNotRead() {
        server.channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);

        server.says(VirtualServer.text("an answer that nobody reads"));

        ended(CloseCause.SLOW_CONSUMER, 1008, NOTHING);
        assertFalse(server.isOpen());
    }

    @Test
    void theServersPoliteEnd() {
        server.loop.stop(true);

        ended(CloseCause.SERVER_STOPPED, 1001, "\u0088\u0002\u0003\u00e9");
        assertFalse(server.isOpen());
    }

    @Test
    void theServersSuddenEnd() {
        server.loop.stop(false);

        ended(CloseCause.SERVER_STOPPED, 0, NOTHING);
        assertFalse(server.isOpen());
    }

    /** What comes after the end changes nothing. */
    private void ended(CloseCause cause, int code, String firstBytes) {
        String sent = server.sent();
        assertTrue(firstBytes.isEmpty() ? sent.isEmpty() : sent.startsWith(firstBytes), sent);
        if (server.isOpen()) {
            server.says(VirtualServer.text("too late"));
        }
        server.advance(Duration.ofSeconds(3));
        assertFalse(server.isOpen());

        String close = "close " + cause.label() + " " + code;
        String error = cause == CloseCause.SERVER_ERROR ? "error planted" : close;
        assertEquals(List.of("open 17", error, close).stream().distinct().toList(), happenings.program);
        for (CloseCause each : CloseCause.values()) {
            assertEquals(each == cause ? 1 : 0, server.shared.counters().closedBy(each), each.label());
        }
        assertEquals(0, server.shared.counters().open() - (cause == CloseCause.REPLACED ? 1 : 0));
    }
}
