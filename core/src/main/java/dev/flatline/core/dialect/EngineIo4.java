package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.core.heartbeat.OnExpiry;
import dev.flatline.core.heartbeat.PingFrame;
import java.util.List;

/**
 * Socket.IO 3 and 4 over WebSocket alone: the server pings with {@code 2}, the client answers {@code 3} and joins the main
 * namespace with {@code 40}. As in engine.io 6.6.12 and socket.io-client 4.8.4.
 */
public final class EngineIo4 implements Dialect {

    /** The one instance. */
    public static final EngineIo4 DIALECT = new EngineIo4();

    /** Half of the longest timer that JavaScript has: what a server that does not ping lets its clients wait. */
    private static final long FOR_EVER_MILLIS = Integer.MAX_VALUE / 2;

    private final LastTuned tuned = new LastTuned();

    private EngineIo4() {}

    @Override
    public String name() {
        return "engine.io-4";
    }

    @Override
    public String path() {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        return client(rule, ClientWords.NONE);
    }

    @Override
    public List<ClientWord> words() {
        return SocketIoWords.OF_VERSION_4;
    }

    @Override
    public ClientTalk client(HeartbeatRule rule, ClientWords words) {
        return new Client(rule.pings().frame(), SocketIoWords.of(words));
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        boolean pings = rule.sendsPings() && rule.pings().frame().isText();
        long every = pings ? Words.millis(rule.pings().everyNanos()) : FOR_EVER_MILLIS;
        boolean expires = pings && rule.expires();
        long timeout = rule.expiry().from() == Expiry.From.PING
                ? rule.expiry().timeoutNanos()
                : rule.expiry().timeoutNanos() - rule.pings().everyNanos();
        return new Server(new Offer(pings, every, expires ? Words.millis(timeout) : FOR_EVER_MILLIS));
    }

    /** The client waits for the next ping as long as the server lets it, if it waits for pings at all. */
    @Override
    public HeartbeatRule tuned(HeartbeatRule rule, Terms terms) {
        return tuned.of(rule, terms, EngineIo4::tune);
    }

    private static HeartbeatRule tune(HeartbeatRule rule, Terms terms) {
        boolean waits = rule.activity() == Activity.PEER_PINGS && rule.expires();
        return waits && terms.everyNanos() > 0
                ? rule.withExpiry(Expiry.silent(
                        terms.everyNanos() + terms.timeoutNanos(), rule.expiry().action()))
                : rule;
    }

    private static final class Client implements ClientTalk {

        private final PingFrame frame;
        private final SocketIoWords words;
        private Terms terms = Terms.NONE;

        Client(PingFrame frame, SocketIoWords words) {
            this.frame = frame;
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
                    ear.say(words.connect());
                }
                case PING -> {
                    ear.say(SocketIoText.PONG);
                    ear.pinged();
                }
                case PONG -> SocketIoText.hearPong(lastPing, ear);
                case CONNECT -> connected(utf8, ear);
                case CONNECT_ERROR, DISCONNECT -> ear.dismissed(false);
                case EVENT -> words.hearEvent(utf8, ear);
                case OTHER, BROKEN -> ear.noise();
            }
        }

        /** Without an id the answer is that of a server of version 2, whose clients this one is not. */
        private void connected(byte[] utf8, Ear.OfClient ear) {
            if (Json.of(utf8, 2, utf8.length).member("sid").isString()) {
                Terms heard = terms;
                terms = Terms.NONE;
                ear.joined(heard);
            } else {
                ear.noise();
            }
        }

        @Override
        public byte[] ping(long number) {
            return Words.utf8(frame.text(number, 0));
        }

        @Override
        public boolean pingsInText() {
            return frame.isText();
        }

        @Override
        public byte[] message(byte[] payload) {
            return words.message(payload);
        }
    }

    /** What all connections of a server have in common. */
    private record Offer(boolean pingsInText, long everyMillis, long timeoutMillis) {}

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
        }

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
            switch (SocketIoText.kind(utf8)) {
                case CONNECT -> {
                    ear.say(Words.utf8("40{\"sid\":\"" + ear.id() + "\"}"));
                    ear.noise();
                }
                case PONG -> SocketIoText.hearPong(lastPing, ear);
                case EVENT -> hearEvent(utf8, ear);
                case PING, BROKEN -> ear.close(OnExpiry.NO_STATUS);
                case OPEN, CONNECT_ERROR, DISCONNECT, OTHER -> ear.noise();
            }
        }

        @Override
        public byte[] ping(long number, long unixSeconds) {
            return SocketIoText.PING;
        }

        @Override
        public boolean pingsInText() {
            return offer.pingsInText();
        }
    }
}
