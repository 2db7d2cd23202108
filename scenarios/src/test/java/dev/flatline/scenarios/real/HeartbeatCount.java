package dev.flatline.scenarios.real;

import dev.flatline.core.dialect.ClientTalk;
import dev.flatline.core.dialect.Dialect;
import dev.flatline.core.dialect.Ear;
import dev.flatline.core.dialect.ServerTalk;
import dev.flatline.core.dialect.Terms;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A dialect whose server counts heartbeats: the client's pings and answers, or where nothing answers the server's pings those.
 * Otherwise it is the dialect itself.
 */
final class HeartbeatCount implements Dialect {

    private final Dialect dialect;
    private final boolean ownPings;
    private final CountDownLatch missing;

    HeartbeatCount(Dialect dialect, boolean ownPings, int wanted) {
        this.dialect = dialect;
        this.ownPings = ownPings;
        this.missing = new CountDownLatch(wanted);
    }

    /** Whether there were as many as wanted within this time. */
    boolean await(long seconds) throws InterruptedException {
        return missing.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public List<String> subprotocols() {
        return dialect.subprotocols();
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        return dialect.client(rule);
    }

    @Override
    public HeartbeatRule tuned(HeartbeatRule rule, Terms terms) {
        return dialect.tuned(rule, terms);
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        return new Talk(dialect.server(rule).forConnection());
    }

    private final class Talk implements ServerTalk {

        private final ServerTalk talk;

        Talk(ServerTalk talk) {
            this.talk = talk;
        }

        @Override
        public ServerTalk forConnection() {
            return new Talk(talk.forConnection());
        }

        @Override
        public void opened(Ear.OfServer ear) {
            talk.opened(ear);
        }

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
            talk.heard(utf8, lastPing, new CountingEar(ear));
        }

        @Override
        public byte[] ping(long number, long unixSeconds) {
            if (ownPings) {
                missing.countDown();
            }
            return talk.ping(number, unixSeconds);
        }

        @Override
        public boolean pingsInText() {
            return talk.pingsInText();
        }

        @Override
        public byte[] message(byte[] payload) {
            return talk.message(payload);
        }
    }

    private final class CountingEar implements Ear.OfServer {

        private final Ear.OfServer ear;

        CountingEar(Ear.OfServer ear) {
            this.ear = ear;
        }

        @Override
        public void pinged() {
            missing.countDown();
            ear.pinged();
        }

        @Override
        public void answered() {
            missing.countDown();
            ear.answered();
        }

        @Override
        public String id() {
            return ear.id();
        }

        @Override
        public void say(byte[] utf8) {
            ear.say(utf8);
        }

        @Override
        public void message(byte[] payload) {
            ear.message(payload);
        }

        @Override
        public void noise() {
            ear.noise();
        }

        @Override
        public void close(int code) {
            ear.close(code);
        }
    }
}
