package dev.flatline.server;

import static dev.flatline.server.VirtualServer.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.dialect.ActionCable;
import dev.flatline.core.dialect.Centrifuge;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Dialects;
import dev.flatline.core.dialect.EngineIo3;
import dev.flatline.core.dialect.EngineIo4;
import dev.flatline.core.dialect.Phoenix;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.profile.ParameterValues;
import dev.flatline.core.profile.ServerProfiles;
import dev.flatline.server.options.UpgradeOptions;
import dev.flatline.server.session.KeptMessage;
import dev.flatline.wire.DeflateOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server says inside the WebSocket, on its real pipeline. */
final class DialectsInVirtualTimeTest {

    private static final long SECOND = 1_000_000_000;
    private static final String HELLO =
            "0{\"sid\":\"1\",\"upgrades\":[],\"pingInterval\":3000,\"pingTimeout\":2000,\"maxPayload\":1000000}";

    private final List<String> heard = new ArrayList<>();
    private final Happenings happenings = new Happenings((connection, message) -> {
        heard.add(message.text());
        connection.send(message);
    });

    static List<Dialect> wrapping() {
        return Dialects.all().stream()
                .filter(dialect -> dialect.server(HeartbeatRule.NONE).wrapsMessages())
                .toList();
    }

    @Test
    void greetsAndPingsAndIsAnswered() {
        VirtualServer server = new VirtualServer(engineIo4(), happenings);
        server.says(VirtualServer.REQUEST);

        assertTrue(server.sent().endsWith(frame(HELLO)));
        server.says(text("40"));
        assertEquals(frame("40{\"sid\":\"1\"}"), server.sent());
        for (int beat = 1; beat <= 3; beat++) {
            server.advance(Duration.ofMillis(3_020));
            assertEquals(frame("2"), server.sent());
            server.says(text("3"));
        }

        assertEquals(List.of("open 17"), happenings.program);
        assertEquals(List.of(), heard);
        assertEquals(3, server.shared.counters().pongs());
    }

    @Test
    void theProgramSeesMessagesWithoutTheirWrapping() {
        VirtualServer server = VirtualServer.upgraded(engineIo4(), happenings);

        server.says(text("42[\"message\",\"a \\\"b\\\"\"]"));

        assertEquals(List.of("a \"b\""), heard);
        assertEquals(frame("42[\"message\",\"a \\\"b\\\"\"]"), server.sent());
        assertEquals(1, server.shared.counters().messagesIn());
    }

    @ParameterizedTest
    @MethodSource("wrapping")
    void whateverIsSentAsTextIsWrappedOnce(Dialect dialect) {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults().with(dialect), happenings);
        Connection connection = happenings.opened.get(0);
        String wrapped = frame(new String(
                dialect.server(HeartbeatRule.NONE).message("hi".getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8));

        connection.sendText("hi");
        server.loop.broadcast(SharedMessage.of(KeptMessage.text("hi", 0)));
        connection.join("room");
        server.loop.rooms.forEach("room", member -> member.send(SharedMessage.of(KeptMessage.text("hi", 0))));
        connection.sendBinary(new byte[] {1});

        assertEquals(wrapped + wrapped + wrapped + "\u0082\u0001\u0001", allSent(server));
    }

    @Test
    void eachConnectionIsSpokenToInTheTopicThatItJoined() {
        VirtualServer one = VirtualServer.upgraded(ServerOptions.defaults().with(Phoenix.DIALECT), happenings);
        VirtualServer other = one.next();
        other.says(VirtualServer.REQUEST);
        one.says(text("[\"1\",\"1\",\"room:1\",\"phx_join\",{}]"));
        other.says(text("[\"1\",\"1\",\"room:2\",\"phx_join\",{}]"));
        allSent(one);
        allSent(other);

        happenings.opened.forEach(connection -> connection.sendText("hi"));

        assertEquals(frame("[null,null,\"room:1\",\"new_msg\",{\"body\":\"hi\"}]"), allSent(one));
        assertEquals(frame("[null,null,\"room:2\",\"new_msg\",{\"body\":\"hi\"}]"), allSent(other));
    }

    @Test
    void aHeartbeatInTheWrongDirectionIsClosedWithoutACode() {
        VirtualServer server = VirtualServer.upgraded(engineIo4(), happenings);

        server.says(text("2"));

        assertEquals("\u0088\u0000", server.sent());
        assertEquals(List.of("open 17", "close protocol-error 1005"), happenings.program);
    }

    @Test
    void whatComesBehindTheLastWordIsNotHeard() {
        VirtualServer server = VirtualServer.upgraded(ServerOptions.defaults().with(Centrifuge.DIALECT), happenings);

        server.says(text("{}\n{\"publish\":{\"channel\":\"a\",\"data\":\"late\"},\"id\":3}"));

        assertEquals(List.of("open 17", "close protocol-error 3501"), happenings.program);
        assertEquals(List.of(), heard);
    }

    @Test
    void theClientsPingIsAnsweredAndKeepsItAlive() {
        ServerOptions options = ServerOptions.defaults()
                .with(ServerProfiles.of("engine.io-3")
                        .rule(ParameterValues.NONE
                                .with("ping-interval", 3 * SECOND)
                                .with("ping-timeout", 2 * SECOND)))
                .with(EngineIo3.DIALECT);
        VirtualServer server = VirtualServer.upgraded(options, happenings);

        for (int beat = 0; beat < 4; beat++) {
            server.advance(Duration.ofSeconds(4));
            server.says(text("2"));
            assertEquals(frame("3"), server.sent());
        }

        assertTrue(server.isOpen());
    }

    @Test
    void theSubprotocolOfTheDialectIsAgreedToUnlessOthersAreChosen() {
        String asks = VirtualServer.request("/cable", "Sec-WebSocket-Protocol: actioncable-v1-json, other");
        ServerOptions cable = ServerOptions.defaults().with(ActionCable.DIALECT);
        VirtualServer server = new VirtualServer(cable, happenings);
        VirtualServer chosen = new VirtualServer(
                cable.with(new UpgradeOptions(List.of(), List.of("other"), DeflateOptions.OFF)), happenings);

        server.says(asks);
        chosen.says(asks);

        assertTrue(server.sent().contains("actioncable-v1-json\r\n"));
        assertTrue(chosen.sent().contains("other\r\n"));
    }

    private static ServerOptions engineIo4() {
        HeartbeatRule rule = ServerProfiles.of("engine.io-4")
                .rule(ParameterValues.NONE.with("ping-interval", 3 * SECOND).with("ping-timeout", 2 * SECOND));
        return ServerOptions.defaults().with(rule).with(EngineIo4.DIALECT);
    }

    private static String allSent(VirtualServer server) {
        StringBuilder all = new StringBuilder();
        for (String next = server.sent(); !next.isEmpty(); next = server.sent()) {
            all.append(next);
        }
        return all.toString();
    }

    private static String frame(String text) {
        return "\u0081" + (char) text.length() + text;
    }
}
