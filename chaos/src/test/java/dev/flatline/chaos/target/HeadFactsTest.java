package dev.flatline.chaos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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

        HeadFacts facts = HeadFacts.of(head);

        assertEquals("/chat/room", facts.path());
        assertEquals("id=7&x=y", facts.query());
        assertEquals(List.of("chat", "mqtt", "stomp"), facts.subprotocols());
        for (String name : List.of("user-agent", "EMPTY", "Host", "Sec-WebSocket-Protocol", "Origin", "Empt", "")) {
            assertEquals(head.header(name), facts.header(name), name);
        }
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
    void leavesNoHeaderOutHoweverLongTheOthersAre() {
        String cookie = "c".repeat(6_000);

        HeadFacts facts = HeadFacts.of(Requests.head("/" + "p".repeat(300), "Cookie: " + cookie, "X-Plan: free"));

        assertEquals(cookie, facts.header("Cookie"));
        assertEquals("free", facts.header("X-Plan"));
    }
}
