package dev.flatline.core.heartbeat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The pings and answers of a rule that are text messages, as bytes: what a side sends, which message answers it, and what it
 * answers. Immutable.
 */
public final class TextPings {

    private static final int MAX_NUMBER_BYTES = 19;
    private static final TextPings NONE = new TextPings(HeartbeatRule.NONE);

    private final PingFrame own;
    private final PingFrame peers;
    private final boolean numbered;
    private final byte[] answer;

    private TextPings(HeartbeatRule rule) {
        this.own = rule.pings().frame();
        this.peers = rule.peerPings().frame();
        this.numbered = !own.answer(1).equals(own.answer(2));
        this.answer = utf8(own.answer(1));
    }

    /** Those of a rule. */
    public static TextPings of(HeartbeatRule rule) {
        boolean any = rule.pings().frame().isText() || rule.peerPings().frame().isText();
        return any ? new TextPings(rule) : NONE;
    }

    /** Whether any message needs to be looked at: whether there are text pings that something answers. */
    public boolean areHeard() {
        return (own.isText() && own.isAnswered()) || (peers.isText() && peers.isAnswered());
    }

    /** The longest message that can be a ping or an answer, in bytes. */
    public int maxBytes() {
        return Math.max(utf8(own.answer()).length, utf8(peers.text()).length) + MAX_NUMBER_BYTES;
    }

    /** Whether this side's pings are text messages. */
    public boolean areSent() {
        return own.isText();
    }

    /** The text ping of a number, as UTF-8. */
    public byte[] ping(long number, long unixSeconds) {
        return utf8(own.text(number, unixSeconds));
    }

    /** Whether a message answers the text ping of this number; there is none before number 1. */
    public boolean isAnswer(byte[] utf8, long number) {
        if (number == 0 || !own.isText() || !own.isAnswered()) {
            return false;
        }
        return Arrays.equals(utf8, numbered ? utf8(own.answer(number)) : answer);
    }

    /** What to say to a message, if it is a text ping of the peer. */
    public Optional<byte[]> answerTo(byte[] utf8) {
        if (!peers.isText() || !peers.isAnswered()) {
            return Optional.empty();
        }
        String said = peers.answerTo(new String(utf8, StandardCharsets.UTF_8));
        return said.isEmpty() ? Optional.empty() : Optional.of(utf8(said));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
