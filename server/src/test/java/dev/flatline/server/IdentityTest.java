package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.server.options.IdentityOptions;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a client is: from the query, from a header, from its first message. */
final class IdentityTest {

    private static final String LONGEST = "x".repeat(IdentityOptions.MAX_CHARS);
    private static final String POLICY_VIOLATION = "\u0088#\u0003\u00f0the first message is the identity";

    private final Happenings happenings = Happenings.echo();

    @ParameterizedTest
    @CsvSource({
        "/chat?id=ann, ann",
        "/?room=1&id=ann&id=bob, ann",
        "/?id=%C3%A4nn+x%26y%3D%2B, änn x&y=+",
        "/?%69%64=ann, ann",
        "/?id=a=b, a=b"
    })
    void theQueryIsDecoded(String target, String identity) {
        connect(IdentityOptions.query("id"), VirtualServer.request(target));

        assertEquals(Optional.of(identity), happenings.opened.get(0).identity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?", "/?id", "/?id=", "/?ID=ann", "/?grid=ann", "/?id=%zz", "/?id=%", "/?id=%FF"})
    void whoIsMissingInTheQueryOrCannotBeReadIsNobodyInParticular(String target) {
        VirtualServer server = connect(IdentityOptions.query("id"), VirtualServer.request(target));

        assertTrue(server.isOpen());
        assertEquals(Optional.empty(), happenings.opened.get(0).identity());
    }

    @Test
    void theHeaderMayBeInAnyCase() {
        connect(IdentityOptions.header("X-User"), VirtualServer.request("/", "x-uSeR: ann b."));

        assertEquals(Optional.of("ann b."), happenings.opened.get(0).identity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Other: ann", "X-User:", "X-User:   "})
    void whoIsMissingInTheHeaderIsNobodyInParticular(String header) {
        connect(IdentityOptions.header("X-User"), VirtualServer.request("/", header));

        assertEquals(Optional.empty(), happenings.opened.get(0).identity());
    }

    @Test
    void anIdentityMayBeAsLongAsTheLimit() {
        connect(IdentityOptions.query("id"), VirtualServer.request("/?id=" + LONGEST));
        connect(IdentityOptions.header("X-User"), VirtualServer.request("/", "X-User: " + LONGEST));

        assertEquals(Optional.of(LONGEST), happenings.opened.get(0).identity());
        assertEquals(Optional.of(LONGEST), happenings.opened.get(1).identity());
    }

    @Test
    void aLongerIdentityIsRefused() {
        VirtualServer byQuery = connect(IdentityOptions.query("id"), VirtualServer.request("/?id=x" + LONGEST));
        VirtualServer byHeader =
                connect(IdentityOptions.header("X-User"), VirtualServer.request("/", "X-User: x" + LONGEST));

        assertTrue(byQuery.sent().startsWith("HTTP/1.1 400 "));
        assertTrue(byHeader.sent().endsWith("\r\n\r\nthe identity is longer than 256 characters\n"));
        assertEquals(List.of(), happenings.program);
        assertEquals(1, byQuery.shared.counters().refusedUpgrades());
    }

    @Test
    void theFirstMessageIsTheIdentityAndTheProgramSeesTheOthers() {
        VirtualServer server = connect(IdentityOptions.firstMessage(), VirtualServer.request("/"));
        server.sent();
        Connection connection = happenings.opened.get(0);
        assertEquals(Optional.empty(), connection.identity());

        server.says(VirtualServer.text("änn"));
        server.says(VirtualServer.text("hello"));

        assertEquals(Optional.of("änn"), connection.identity());
        assertEquals(List.of("open -1", "identity änn"), happenings.program);
        assertEquals("\u0081\u0005hello", server.sent());
        assertEquals(connection, server.shared.identities().of("änn"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, IdentityOptions.MAX_CHARS + 1})
    void aFirstMessageThatIsNoIdentityEndsTheConnection(int length) {
        refusesFirst(VirtualServer.text("x".repeat(length)));
    }

    @Test
    void aBinaryFirstMessageEndsTheConnection() {
        refusesFirst(VirtualServer.binary("ann".getBytes(StandardCharsets.UTF_8)));
    }

    private void refusesFirst(ByteBuf first) {
        VirtualServer server = connect(IdentityOptions.firstMessage(), VirtualServer.request("/"));
        server.sent();

        server.says(first);
        server.says(VirtualServer.text("too late"));

        assertEquals(POLICY_VIOLATION, server.sent());
        assertEquals(List.of("open -1", "close local 1008"), happenings.program);
        assertNull(server.shared.identities().of("too late"));
    }

    @Test
    void aFirstMessageThatNeverComesEndsTheConnectionWhateverElseComes() {
        VirtualServer server = connect(IdentityOptions.firstMessage(), VirtualServer.request("/"));
        server.sent();

        for (int second = 1; second < 10; second++) {
            server.advance(Duration.ofSeconds(1));
            server.says(VirtualServer.ping("x"));
            assertEquals("\u008a\u0001x", server.sent());
        }
        server.advance(Duration.ofMillis(999));
        assertEquals(List.of("open -1"), happenings.program);
        server.advance(Duration.ofMillis(2));

        assertEquals("\u0088\u001a\u0003\u00f0no identity came in time", server.sent());
        assertEquals(List.of("open -1", "close local 1008"), happenings.program);
        assertEquals(1, server.shared.counters().handshakeTimeouts());
    }

    @Test
    void whoSaidWhoItIsMayStay() {
        VirtualServer server = connect(IdentityOptions.firstMessage(), VirtualServer.request("/"));
        server.advance(Duration.ofMillis(9_999));
        server.says(VirtualServer.text("ann"));

        server.advance(Duration.ofSeconds(60));

        assertTrue(server.isOpen());
        assertFalse(happenings.program.contains("close local 1008"));
    }

    private VirtualServer connect(IdentityOptions identity, String request) {
        VirtualServer server = new VirtualServer(ServerOptions.defaults().with(identity), happenings);
        server.says(request);
        return server;
    }
}
