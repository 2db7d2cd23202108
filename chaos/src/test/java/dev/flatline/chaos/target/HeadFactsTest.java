package dev.flatline.chaos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.wire.UpgradeHead;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadFactsTest {

    @Test
    void saysWhatTheHeadSays() {
        UpgradeHead head = Requests.head(
                "/chat/room?id=7&x=y",
                "User-Agent: \tcurl/8 ",
                "Empty:",
                "Sec-WebSocket-Protocol: chat",
                "sec-websocket-protocol: mqtt,, stomp");

        HeadFacts facts = HeadFacts.of(head, HeadFacts.DEFAULT_MAX_KEPT_BYTES);

        assertEquals("/chat/room", facts.path());
        assertEquals("id=7&x=y", facts.query());
        assertEquals(List.of("chat", "mqtt", "stomp"), facts.subprotocols());
        for (String name : List.of("user-agent", "EMPTY", "Host", "Sec-WebSocket-Protocol", "Origin", "Empt", "")) {
            assertEquals(head.header(name), facts.header(name), name);
        }
        assertEquals(0, facts.leftOut());
    }

    @Test
    void aTargetWithoutAQueryHasAnEmptyOne() {
        HeadFacts facts = Requests.facts("/");

        assertEquals("/", facts.path());
        assertEquals("", facts.query());
        assertEquals(List.of(), facts.subprotocols());
    }

    @Test
    void keepsNoMoreThanTheLinesThatTellSomething() {
        HeadFacts facts = Requests.facts("/a", "X-Plan:   free  ");

        assertEquals("/a\nHost:server.example.com\nX-Plan:free\n".length(), facts.keptBytes());
        for (String name : List.of("Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version")) {
            assertNull(facts.header(name), name);
        }
    }

    @Test
    void ofALongHeadItKeepsTheFleetsHeadersFirstAndThenWhatFits() {
        String cookie = "Cookie: " + "c".repeat(2_000);
        UpgradeHead head = Requests.head(
                "/",
                cookie,
                "X-Small: s",
                "X-Other: " + "o".repeat(40),
                "X-Flatline-Group: blue",
                "X-Flatline-Client: 7");

        HeadFacts facts = HeadFacts.of(head, 100);

        assertEquals("blue", facts.header("X-Flatline-Group"));
        assertEquals("7", facts.header("X-Flatline-Client"));
        assertEquals("s", facts.header("X-Small"));
        assertNull(facts.header("Cookie"));
        assertNull(facts.header("X-Other"));
        assertEquals(2, facts.leftOut());
        assertTrue(facts.keptBytes() <= 100, () -> facts.keptBytes() + " bytes");
    }

    @Test
    void keepsARequestTargetThatIsLongerThanAllowedWholeAndAlone() {
        String path = "/" + "p".repeat(300);

        HeadFacts facts = HeadFacts.of(Requests.head(path, "X-Plan: free"), 64);

        assertEquals(path, facts.path());
        assertNull(facts.header("X-Plan"));
        assertEquals(2, facts.leftOut());
    }
}
