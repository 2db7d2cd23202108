package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.TextPings;
import java.util.Optional;

/** No protocol above WebSocket but text pings, if the heartbeat rules have any: each side knows the other's by its text. */
public final class Plain implements Dialect {

    /** The one instance. */
    public static final Plain DIALECT = new Plain();

    /** Serves all clients without text pings: of them there may be very many. */
    private static final Client SILENT = new Client(TextPings.of(HeartbeatRule.NONE));

    private Plain() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        TextPings texts = TextPings.of(rule);
        return texts == SILENT.texts ? SILENT : new Client(texts);
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        return new Server(TextPings.of(rule));
    }

    private static void hear(TextPings texts, byte[] utf8, long lastPing, Ear ear) {
        if (texts.isAnswer(utf8, lastPing)) {
            ear.answered();
            return;
        }
        Optional<byte[]> answer = texts.answerTo(utf8);
        if (answer.isPresent()) {
            ear.say(answer.get());
            ear.pinged();
        } else {
            ear.message(utf8);
        }
    }

    private record Client(TextPings texts) implements ClientTalk {

        @Override
        public void opened(Ear.OfClient ear) {
            ear.joined(Terms.NONE);
        }

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfClient ear) {
            hear(texts, utf8, lastPing, ear);
        }

        @Override
        public byte[] ping(long number) {
            return texts.ping(number, 0);
        }

        @Override
        public boolean pingsInText() {
            return texts.areSent();
        }

        @Override
        public byte[] message(byte[] payload) {
            return payload;
        }
    }

    /** The same for all connections. */
    private static final class Server implements ServerTalk {

        private final TextPings texts;
        private final int maxBytes;

        Server(TextPings texts) {
            this.texts = texts;
            this.maxBytes = texts.areHeard() ? texts.maxBytes() : 0;
        }

        @Override
        public void opened(Ear.OfServer ear) {}

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
            hear(texts, utf8, lastPing, ear);
        }

        @Override
        public int maxBytes() {
            return maxBytes;
        }

        @Override
        public boolean wrapsMessages() {
            return false;
        }

        @Override
        public byte[] ping(long number, long unixSeconds) {
            return texts.ping(number, unixSeconds);
        }

        @Override
        public boolean pingsInText() {
            return texts.areSent();
        }

        @Override
        public byte[] message(byte[] payload) {
            return payload;
        }
    }
}
