package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.Pings;
import java.util.List;

/**
 * Socket.IO 2 over WebSocket alone: the server joins its clients to the main namespace unasked, and they ping with
 * {@code 2}. As in engine.io 3.6.2 and socket.io-client 2.5.0.
 */
public final class EngineIo3 implements Dialect {

    /** The one instance. */
    public static final EngineIo3 DIALECT = new EngineIo3();

    private static final long DEFAULT_EVERY_MILLIS = 25_000;
    private static final long DEFAULT_TIMEOUT_MILLIS = 20_000;

    private final LastTuned tuned = new LastTuned();

    private EngineIo3() {}

    @Override
    public String name() {
        return "engine.io-3";
    }

    @Override
    public String path() {
        return "/socket.io/?EIO=3&transport=websocket";
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        return client(rule, ClientWords.NONE);
    }

    @Override
    public List<ClientWord> words() {
        return SocketIoWords.OF_VERSION_2;
    }

    @Override
    public ClientTalk client(HeartbeatRule rule, ClientWords words) {
        return new Client(rule.pings().frame().isText(), SocketIoWords.of(words));
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        long every = rule.peerPings().everyNanos();
        long everyMillis = every > 0 ? Words.millis(every) : DEFAULT_EVERY_MILLIS;
        boolean ofSilence = rule.expires() && rule.expiry().from() == Expiry.From.ACTIVITY;
        long beyond = rule.expiry().timeoutNanos() - every;
        return new Server(
                new Offer(everyMillis, ofSilence && beyond > 0 ? Words.millis(beyond) : DEFAULT_TIMEOUT_MILLIS));
    }

    /** A client that pings in text does so as often as the server asks, and waits for both times together. */
    @Override
    public HeartbeatRule tuned(HeartbeatRule rule, Terms terms) {
        return tuned.of(rule, terms, EngineIo3::tune);
    }

    private static HeartbeatRule tune(HeartbeatRule rule, Terms terms) {
        Pings pings = rule.pings();
        boolean listens = pings.sends() && pings.frame().isText() && terms.everyNanos() > 0;
        if (!listens) {
            return rule;
        }
        boolean ofSilence = rule.expires() && rule.expiry().from() == Expiry.From.ACTIVITY;
        long silence = terms.everyNanos() + Math.max(1, terms.timeoutNanos());
        Pings asked = new Pings(pings.frame(), terms.everyNanos(), pings.cadence(), pings.phase());
        HeartbeatRule unbound = rule.withExpiry(Expiry.NONE).withPings(asked);
        return unbound.withExpiry(
                ofSilence ? Expiry.silent(silence, rule.expiry().action()) : rule.expiry());
    }

    private static final class Client implements ClientTalk {

        private final boolean pingsInText;
        private final SocketIoWords words;
        private Terms terms = Terms.NONE;

        Client(boolean pingsInText, SocketIoWords words) {
            this.pingsInText = pingsInText;
            this.words = words;
        }

        @Override
        public void opened(Ear.OfClient ear) {
            terms = Terms.NONE;
        }

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfClient ear) {
            switch (SocketIoText.kind(utf8)) {
                case OPEN -> {
                    terms = SocketIoText.terms(utf8);
                    ear.noise();
                }
                case PING -> {
                    ear.say(SocketIoText.PONG);
                    ear.pinged();
                }
                case PONG -> SocketIoText.hearPong(lastPing, ear);
                case CONNECT -> {
                    Terms heard = terms;
                    terms = Terms.NONE;
                    ear.joined(heard);
                }
                case DISCONNECT -> ear.dismissed(false);
                case EVENT -> words.hearEvent(utf8, ear);
                case CONNECT_ERROR, OTHER, BROKEN -> ear.noise();
            }
        }

        @Override
        public byte[] ping(long number) {
            return SocketIoText.PING;
        }

        @Override
        public boolean pingsInText() {
            return pingsInText;
        }

        @Override
        public byte[] message(byte[] payload) {
            return words.message(payload);
        }
    }

    /** What all connections of a server have in common. */
    private record Offer(long everyMillis, long timeoutMillis) {}

    private static final class Server extends SocketIoEcho {

        private final Offer offer;

        Server(Offer offer) {
            this.offer = offer;
        }

        @Override
        public ServerTalk forConnection() {
            return new Server(offer);
        }

        @Override
        public void opened(Ear.OfServer ear) {
            ear.say(SocketIoText.open(ear.id(), offer.everyMillis(), offer.timeoutMillis()));
            ear.say(SocketIoText.CONNECT);
        }

        /** A pong repeats what stands behind the ping's digit, such as the word of a probe. */
        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
            switch (SocketIoText.kind(utf8)) {
                case PING -> {
                    byte[] pong = utf8.clone();
                    pong[0] = '3';
                    ear.say(pong);
                    ear.pinged();
                }
                case EVENT -> hearEvent(utf8, ear);
                case BROKEN -> ear.close(OnExpiry.NO_STATUS);
                case OPEN, PONG, CONNECT, CONNECT_ERROR, DISCONNECT, OTHER -> ear.noise();
            }
        }

        @Override
        public byte[] ping(long number, long unixSeconds) {
            return Words.NOTHING;
        }

        @Override
        public boolean pingsInText() {
            return false;
        }
    }
}
