package dev.flatline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.server.options.AdmissionOptions;
import dev.flatline.server.options.AdmissionOptions.TurnAway;
import dev.flatline.server.options.DrainOptions;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.server.options.OutboundOptions;
import dev.flatline.server.options.OutboundOptions.WhenFull;
import dev.flatline.server.options.ResumeOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class ServerOptionsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ServerOptions options = ServerOptions.defaults();

    @Test
    void whatIsOutOfRangeIsNamedWithTheRange() {
        refuses("port must be 0 to 65535, found 65536", () -> options.listeningOn("localhost", 65_536));
        refuses("host must not be empty", () -> options.listeningOn("", 0));
        refuses(
                "handshake-timeout must be longer than 0, found PT0S",
                () -> options.limits().withTimeouts(Duration.ZERO, Duration.ofSeconds(1)));
        refuses(
                "close-timeout must be longer than 0, found PT-1S",
                () -> options.limits().withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(-1)));
        refuses(
                "max-frame must be at least 125B, found 124B",
                () -> options.limits().withPayload(124, 2048));
        refuses(
                "max-message must be at least 125B, found 124B",
                () -> options.limits().withPayload(125, 124));
        refuses("max-outbound must be at least 1024B, found 1023B", () -> new OutboundOptions(1023, WhenFull.CLOSE));
        refuses("slow-consumers: found 'wait'; accepted: close, drop", () -> WhenFull.of("wait"));
        refuses(
                "max-unfinished must be at least 1048576B, found 1048575B",
                () -> options.limits().withUnfinished((1 << 20) - 1));
        refuses(
                "max-head must be at least 256B, found 255B",
                () -> options.limits().withHead(255));
        refuses(
                "max-connections must be at least 1, found 0",
                () -> options.admission().withMaxConnections(0));
        refuses(
                "max-handshakes must be 0/s (no limit) or a rate, found -1.0/s",
                () -> options.admission().withHandshakesPerSecond(-1));
        refuses(
                "max-per-address must be at least 1, found 0",
                () -> options.admission().withMaxPerAddress(0));
        refuses(
                "max-handshaking must be at least 1, found 0",
                () -> options.admission().withMaxHandshaking(0));
        refuses("drain.size must be at least 1, found 0", () -> new DrainOptions(0, SECOND, SECOND, ""));
        refuses("drain.pause must be longer than 0, found PT0S", () -> new DrainOptions(1, Duration.ZERO, SECOND, ""));
        refuses("drain.budget must be longer than 0, found PT0S", () -> new DrainOptions(1, SECOND, Duration.ZERO, ""));
        refuses("identity.name must name the query parameter or header", () -> IdentityOptions.query(""));
    }

    @Test
    void whatResumeCannotGoWithIsNamed() {
        ServerOptions named = options.with(IdentityOptions.query("id"));

        refuses(
                "resume needs an identity in the upgrade request: a query parameter or a header",
                () -> options.with(IdentityOptions.firstMessage()).with(ResumeOptions.on()));
        refuses(
                "resume needs an identity with replace, such as identity: {from: query, name: id}: a session has one connection at a time",
                () -> options.with(ResumeOptions.on()));
        refuses(
                "resume needs outbound.when-full: close, because a client could not tell that a message was dropped",
                () -> named.with(new OutboundOptions(1 << 20, WhenFull.DROP)).with(ResumeOptions.on()));
        refuses(
                "resume.bytes must be at most half of outbound.buffer, which is 131071B, found 65536B: a client that comes back"
                        + " is sent all of it at once",
                () -> named.with(new OutboundOptions(131_071, WhenFull.CLOSE)).with(ResumeOptions.on()));
    }

    @Test
    void whatAClientIsAskedToWaitIsRoundedUpToSeconds() {
        assertEquals(5, waiting(Duration.ofSeconds(5)));
        assertEquals(5, waiting(Duration.ofMillis(4_001)));
        assertEquals(1, waiting(Duration.ofNanos(1)));
    }

    private static int waiting(Duration retryAfter) {
        return new AdmissionOptions(1, 0, 1, 1, TurnAway.REFUSE, retryAfter).retryAfterSeconds();
    }

    private static void refuses(String message, Executable options) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, options).getMessage());
    }
}
