package dev.flatline.core.heartbeat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingFrameTest {

    @Test
    void fillsInNumberAndTime() {
        PingFrame frame = PingFrame.text("{\"n\":{n},\"at\":{unix}}", "ack {n}");

        assertEquals("{\"n\":7,\"at\":1700000000}", frame.text(7, 1_700_000_000));
        assertEquals("ack 7", frame.answer(7));
        assertTrue(frame.tellsTime());
    }

    @Test
    void aTextWithoutAnAnswerIsNotAnswered() {
        assertFalse(PingFrame.text("{}", "").isAnswered());
        assertTrue(PingFrame.text("{}", "{}").isAnswered());
        assertTrue(PingFrame.WEBSOCKET.isAnswered());
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "2probe, ''", "'', ''", "22, ''"})
    void answersExactlyThePingOfThePeer(String message, String answer) {
        assertEquals(answer, PingFrame.text("2", "3").answerTo(message));
    }

    @ParameterizedTest
    @CsvSource({
        "beat 8!, ok 8",
        "beat 12!, ok 12",
        "beat !, ''",
        "beat x!, ''",
        "beat 8, ''",
        "beat !8!, ''",
        "beat, ''"
    })
    void anAnswerRepeatsTheNumberOfThePing(String message, String answer) {
        assertEquals(answer, PingFrame.text("beat {n}!", "ok {n}").answerTo(message));
    }

    @Test
    void nothingAnswersAControlFrameHere() {
        assertEquals("", PingFrame.WEBSOCKET.answerTo(""));
    }
}
