package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.core.heartbeat.Pings.Cadence;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextPingsTest {

    private final TextPings plain = own(PingFrame.text("2", "3"));
    private final TextPings numbered = own(PingFrame.text("beat {n} at {unix}", "ok {n}"));

    @Test
    void sendsItsTextWithNumberAndTime() {
        assertTrue(plain.areSent());
        assertEquals("2", text(plain.ping(7, 0)));
        assertEquals("beat 7 at 1700000000", text(numbered.ping(7, 1_700_000_000)));
    }

    @Test
    void knowsTheAnswerToTheLatestPing() {
        assertTrue(plain.isAnswer(utf8("3"), 7));
        assertFalse(plain.isAnswer(utf8("33"), 7));
        assertTrue(numbered.isAnswer(utf8("ok 7"), 7));
        assertFalse(numbered.isAnswer(utf8("ok 6"), 7));
    }

    @Test
    void nothingAnswersBeforeTheFirstPing() {
        assertFalse(plain.isAnswer(utf8("3"), 0));
        assertFalse(numbered.isAnswer(utf8("ok 0"), 0));
    }

    @Test
    void answersThePingsOfThePeer() {
        TextPings server =
                TextPings.of(HeartbeatRule.NONE.withPeerPings(Pings.of(PingFrame.text("2", "3"), 1, Cadence.FIXED)));

        assertTrue(server.areHeard());
        assertFalse(server.areSent());
        assertEquals(Optional.of("3"), server.answerTo(utf8("2")).map(TextPingsTest::text));
        assertEquals(Optional.empty(), server.answerTo(utf8("2probe")));
    }

    @Test
    void looksAtNoMessageWithoutTextPingsThatAreAnswered() {
        assertFalse(TextPings.of(HeartbeatRule.pinging(Activity.PONGS, 1, 1, 0)).areHeard());
        assertFalse(own(PingFrame.text("hi", "")).areHeard());
        assertFalse(own(PingFrame.text("hi", "")).isAnswer(utf8(""), 1));
    }

    private static TextPings own(PingFrame frame) {
        return TextPings.of(HeartbeatRule.NONE.withPings(Pings.of(frame, 1, Cadence.FIXED)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
