package dev.flatline.server;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.PingFrame;
import java.util.Optional;

/**
 * The text messages that are heartbeats under a rule: the client's answers to this server's text pings, and the client's own
 * text pings. The program behind the server does not see them. Pure.
 */
final class HeartbeatTexts {

    /** Room for the number of a ping. */
    private static final int MAX_NUMBER_BYTES = 20;

    private static final int MAX_BYTES_PER_CHAR = 3;

    private final PingFrame ours;
    private final PingFrame theirs;
    private final int maxBytes;

    private HeartbeatTexts(PingFrame ours, PingFrame theirs) {
        this.ours = ours;
        this.theirs = theirs;
        int longest = Math.max(ours.answer().length(), theirs.text().length());
        this.maxBytes = longest * MAX_BYTES_PER_CHAR + MAX_NUMBER_BYTES;
    }

    /** The texts of a rule; empty if it has none. */
    static Optional<HeartbeatTexts> of(HeartbeatRule rule) {
        PingFrame ours = rule.pings().frame();
        PingFrame theirs = rule.peerPings().frame();
        boolean any = (rule.pings().sends() && !ours.answer().isEmpty())
                || (rule.peerPings().sends() && !theirs.answer().isEmpty());
        return any ? Optional.of(new HeartbeatTexts(ours, theirs)) : Optional.empty();
    }

    /** The longest payload that can be one of them. */
    int maxBytes() {
        return maxBytes;
    }

    /** Whether a message answers the server's latest ping. */
    boolean answersPing(String message, long latestPing) {
        return latestPing > 0 && !ours.answer().isEmpty() && message.equals(ours.answer(latestPing));
    }

    /** What to answer to a message that is a ping of the client; empty if it is none. */
    String answerTo(String message) {
        return theirs.answerTo(message);
    }
}
