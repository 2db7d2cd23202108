package dev.flatline.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "ws://localhost:8080, localhost, 8080, /, localhost:8080",
        "ws://example.org, example.org, 80, /, example.org",
        "WS://10.0.0.1:9000/chat/room?a=b%20c&d, 10.0.0.1, 9000, /chat/room?a=b%20c&d, 10.0.0.1:9000",
        "ws://example.org?x=1, example.org, 80, /?x=1, example.org",
        "ws://[::1]:81/, ::1, 81, /, [::1]:81"
    })
    void aUriIsTakenApart(String uri, String host, int port, String path, String authority) {
        Target target = Target.parse(uri);

        assertEquals(new Target(host, port, path), target);
        assertEquals(authority, target.authority());
    }

    @Test
    void wssHasAPortOfItsOwn() {
        Target target = Target.parse("wss://example.org/chat");

        assertEquals(new Target("example.org", 443, "/chat", true), target);
        assertEquals("example.org", target.authority());
        assertEquals("wss://example.org/chat", target.toString());
        assertEquals(
                "wss://example.org:80/", Target.parse("wss://example.org:80").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://example.org/ | the scheme must be ws:// or wss://",
                "example.org:80 | the scheme must be ws:// or wss://",
                "ws:///path | the host is missing or malformed",
                "ws://example.org:port/ | the host is missing or malformed, or the port is not a number",
                "ws://example.org:0/ | the port must be 1 to 65535",
                "ws://example.org:65536/ | the port must be 1 to 65535",
                "ws://me@example.org/ | user names and fragments are not allowed",
                "ws://example.org/#top | user names and fragments are not allowed",
                "ws://exa mple.org/ | Illegal character in authority at character"
            })
    void whatIsWrongIsNamedInOneLine(String uri, String reason) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Target.parse(uri));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("target '" + uri + "': ") && message.contains(reason), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aNameThatDoesNotResolveIsNamed() {
        Target target = Target.parse("ws://does-not-exist.invalid/");

        UnknownHostException unknown = assertThrows(UnknownHostException.class, target::resolve);

        assertEquals("target ws://does-not-exist.invalid/: the host name does not resolve", unknown.getMessage());
    }
}
