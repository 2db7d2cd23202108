package dev.flatline.core.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One side of a conversation in a test: what it hears, and what it is then told to do. */
final class Talking {

    private interface Hearing {
        void heard(byte[] utf8, long lastPing);
    }

    private final RecordingEar ear;
    private final Hearing talk;

    private Talking(RecordingEar ear, Hearing talk) {
        this.ear = ear;
        this.talk = talk;
    }

    /** A client whose connection just opened. */
    static Talking client(ClientTalk talk, String... greeting) {
        RecordingEar ear = new RecordingEar();
        talk.opened(ear);
        assertEquals(List.of(greeting), ear.take());
        return new Talking(ear, (utf8, lastPing) -> talk.heard(utf8, lastPing, ear));
    }

    /** A server whose connection E1 just opened. */
    static Talking server(ServerTalk talk, String... greeting) {
        RecordingEar ear = new RecordingEar();
        talk.opened(ear);
        assertEquals(List.of(greeting), ear.take());
        return new Talking(ear, (utf8, lastPing) -> talk.heard(utf8, lastPing, ear));
    }

    /** It hears this before any ping of its own, and does that. */
    Talking hears(String text, String... does) {
        return hearsAfterPing(0, text, does);
    }

    /** It hears this after so many pings of its own, and does that. */
    Talking hearsAfterPing(long lastPing, String text, String... does) {
        talk.heard(text.getBytes(StandardCharsets.UTF_8), lastPing);
        assertEquals(List.of(does), ear.take(), text);
        return this;
    }
}
