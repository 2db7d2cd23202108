package dev.flatline.chaos.target;

import static dev.flatline.chaos.target.Requests.asked;
import static dev.flatline.chaos.target.Requests.client;
import static dev.flatline.chaos.target.Requests.meets;
import static dev.flatline.chaos.target.Requests.silent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

    @Test
    void aGroupIsSaidInTheHeaderOrElseInTheQuery() {
        assertTrue(meets("group", "blue", asked(1, "/", "x-flatline-GROUP: blue")));
        assertTrue(meets("group", "blue", asked(1, "/?a=b&flatline-group=blue")));
        assertFalse(meets("group", "blue", asked(1, "/?flatline-group=blue", "X-Flatline-Group: red")));
        assertFalse(meets("group", "blue", asked(1, "/?flatline-group=bluer")));
        assertFalse(meets("group", "blue", asked(1, "/")));
    }

    @Test
    void aClientIsMetByItsIndexAndByARangeWithBothEnds() {
        assertTrue(meets("client", "17", client(1, 17)));
        assertFalse(meets("client", "17", client(17, 18)));
        assertTrue(meets("client", "10-99", client(1, 10)));
        assertTrue(meets("client", "10-99", client(1, 99)));
        assertFalse(meets("client", "10-99", client(1, 100)));
        assertFalse(meets("client", "0-999999999", asked(1, "/")));
    }

    @ParameterizedTest
    @CsvSource({
        "/chat, /chat, true",
        "/chat, /chat?room=7, true",
        "/chat, /chats, false",
        "/chat, /, false",
        "/chat*, /chats/7, true",
        "/chat/*, /chat, false",
        "/*, /, true",
    })
    void aPathIsMetExactlyOrByItsBeginning(String value, String target, boolean met) {
        assertEquals(met, meets("path", value, asked(1, target)));
    }

    @ParameterizedTest
    @CsvSource({
        "room=7, /?room=7, true",
        "room=7, /?a&room=7&b=c, true",
        "room=7, /?room=77, false",
        "room=7, /?broom=7, false",
        "room=7, /?room=8&room=7, false",
        "room=, /?room, true",
        "room=, /?room=, true",
        "room=, /, false",
        "room=a b, /?room=a%20b, true",
        "room=a b, /?ro%6Fm=a+b, true",
        "room=ü, /?room=%C3%BC, true",
        "room=100%, /?room=100%, true",
        "room=%zz, /?room=%zz, true",
        "room=a=b, /?room=a=b, true",
    })
    void aQueryParameterIsMetByItsDecodedValue(String value, String target, boolean met) {
        assertEquals(met, meets("query", value, asked(1, target)));
    }

    @Test
    void aSubprotocolIsMetIfItIsOffered() {
        ConnectionFacts connection =
                asked(1, "/", "Sec-WebSocket-Protocol: chat, mqtt", "sec-websocket-protocol: stomp");

        assertTrue(meets("subprotocol", "mqtt", connection));
        assertTrue(meets("subprotocol", "stomp", connection));
        assertFalse(meets("subprotocol", "MQTT", connection));
        assertFalse(meets("subprotocol", "amqp", connection));
        assertFalse(meets("subprotocol", "mqtt", asked(1, "/")));
    }

    @Test
    void aHeaderIsMetByItsNameInAnyCaseAndItsValueExactlyOrByItsBeginning() {
        ConnectionFacts connection = asked(1, "/", "User-Agent: \tcurl/8.5 ");

        assertTrue(meets("header", "user-agent: curl/8.5", connection));
        assertTrue(meets("header", "USER-AGENT:curl/*", connection));
        assertTrue(meets("header", "User-Agent: *", connection));
        assertFalse(meets("header", "User-Agent: Curl/*", connection));
        assertFalse(meets("header", "User-Agent: curl", connection));
        assertFalse(meets("header", "User: *", connection));
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "every 5, '5,10'", "first 2, '1,2'", "after 8, '9,10'", "every 1, '1,2,3,4,5,6,7,8,9,10'"})
    void theNthConnectionIsCountedFromOne(String value, String met) {
        String numbers = String.join(
                ",",
                LongStream.rangeClosed(1, 10)
                        .filter(number -> meets("nth", value, silent(number)))
                        .mapToObj(Long::toString)
                        .toList());

        assertEquals(met, numbers);
    }

    @Test
    void anExclamationMarkTurnsAConditionRound() {
        assertTrue(meets("group", "!blue", asked(1, "/", "X-Flatline-Group: red")));
        assertTrue(meets("group", "!blue", asked(1, "/")));
        assertFalse(meets("group", "!blue", asked(1, "/", "X-Flatline-Group: blue")));
        assertTrue(meets("nth", "!every 2", silent(3)));
        assertFalse(meets("nth", "!every 2", silent(4)));
        assertTrue(meets("client", "!0-9", asked(1, "/")));
    }

    @ParameterizedTest
    @CsvSource({
        "group, blue",
        "client, 1",
        "path, /",
        "query, a=b",
        "subprotocol, mqtt",
        "header, A: b",
    })
    void nobodyMeetsWhatTheRequestTellsBeforeItIsThere(String key, String value) {
        ConnectionFacts connection = silent(1);

        assertTrue(Conditions.of(key, value).needsRequest());
        assertFalse(meets(key, value, connection));
        assertFalse(meets(key, "!" + value, connection));
    }

    @Test
    void theAddressAndTheNumberAreKnownAtOnce() {
        assertFalse(Conditions.of("address", "::1").needsRequest());
        assertFalse(Conditions.of("nth", "1").needsRequest());
    }

    @Test
    void conditionsAreEqualByKeyAndValue() {
        Condition condition = Conditions.of("path", "/chat*");

        assertEquals(condition, Conditions.of("path", "/chat*"));
        assertEquals(condition.hashCode(), Conditions.of("path", "/chat*").hashCode());
        assertNotEquals(condition, Conditions.of("path", "!/chat*"));
        assertNotEquals(Conditions.of("group", "1"), Conditions.of("client", "1"));
        assertEquals(new Target(List.of(condition)), new Target(List.of(Conditions.of("path", "/chat*"))));
        assertEquals("path", condition.key());
        assertEquals("!/chat*", Conditions.of("path", "!/chat*").value());
    }

    @Test
    void aTargetIncludesWhoMeetsEveryCondition() {
        Target target = new Target(List.of(Conditions.of("group", "blue"), Conditions.of("nth", "every 2")));

        assertTrue(target.includes(asked(2, "/?flatline-group=blue")));
        assertFalse(target.includes(asked(3, "/?flatline-group=blue")));
        assertFalse(target.includes(asked(2, "/?flatline-group=red")));
        assertTrue(Target.EVERYONE.includes(silent(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            grop        | blue     | 'grop' is no condition, accepted is group, client, address, path, query, subprotocol, header, nth (did you mean group?)
            colour      | blue     | 'colour' is no condition, accepted is group, client, address, path, query, subprotocol, header, nth
            group       | ""       | group: '', accepted is the name of a group
            group       | !        | group: '!', accepted is the name of a group
            client      | 99-10    | client: '99-10', accepted is the index of a client or a range of them, such as 7 or 10-99
            client      | 7-       | client: '7-', accepted is the index of a client or a range of them, such as 7 or 10-99
            path        | chat     | path: 'chat', accepted is a path or the beginning of one, such as /chat or /chat/*
            query       | =7       | query: '=7', accepted is a parameter with its value, such as room=7
            subprotocol | a, b     | subprotocol: 'a, b', accepted is the name of one subprotocol, such as mqtt
            header      | X Plan:a | header: 'X Plan:a', accepted is a header with its value or the beginning of one, such as X-Plan: free or User-Agent: curl/*
            nth         | 0        | nth: '0', accepted is a connection's number from 1, or every, first or after with one, such as 3, every 5, first 100
            nth         | each 5   | nth: 'each 5', accepted is a connection's number from 1, or every, first or after with one, such as 3, every 5, first 100
            nth         | every -1 | nth: 'every -1', accepted is a connection's number from 1, or every, first or after with one, such as 3, every 5, first 100
            """)
    void aMistakeSaysWhatWasFoundAndWhatIsAccepted(String key, String value, String message) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Conditions.of(key, value));

        assertEquals(message, refused.getMessage());
    }
}
