package dev.flatline.core.connection;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PingFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The pings and answers of a client's rule that are text messages. */
final class TextPings {

    private final PingFrame own;
    private final PingFrame peers;

    TextPings(HeartbeatRule rule) {
        this.own = rule.pings().frame();
        this.peers = rule.peerPings().frame();
    }

    /** Whether this client's pings are text messages. */
    boolean areSent() {
        return own.isText();
    }

    /** The text ping of a number. */
    byte[] ping(long number) {
        return own.text(number, 0).getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a message answers the text ping of this number. */
    boolean isAnswer(byte[] utf8, long number) {
        return own.isText()
                && own.isAnswered()
                && Arrays.equals(utf8, own.answer(number).getBytes(StandardCharsets.UTF_8));
    }

    /** What to say to a message, if it is a text ping of the server. */
    Optional<byte[]> answerTo(byte[] utf8) {
        if (!peers.isText()) {
            return Optional.empty();
        }
        String answer = peers.answerTo(new String(utf8, StandardCharsets.UTF_8));
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer.getBytes(StandardCharsets.UTF_8));
    }
}
