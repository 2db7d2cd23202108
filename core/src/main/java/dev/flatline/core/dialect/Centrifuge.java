package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.Expiry;
import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;

/**
 * Centrifugo's JSON protocol, version 2, whose commands and replies stand on lines of their own: the client connects and
 * subscribes, the server pings with an empty reply, and the client answers with the same. Messages are publications. As in
 * centrifuge.js 5.8.0.
 */
public final class Centrifuge implements Dialect {

    /** The one instance. */
    public static final Centrifuge DIALECT = new Centrifuge();

    /** What its clients allow on top of the interval. */
    private static final long PING_DELAY_NANOS = 10_000_000_000L;

    private final LastTuned tuned = new LastTuned();

    private Centrifuge() {}

    @Override
    public String name() {
        return "centrifuge";
    }

    @Override
    public String path() {
        return "/connection/websocket";
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        return new CentrifugeClient();
    }

    @Override
    public List<ClientWord> words() {
        return CentrifugeLogin.WORDS;
    }

    @Override
    public ClientTalk client(HeartbeatRule rule, ClientWords words) {
        return words.isEmpty() ? client(rule) : new CentrifugeLogin(words);
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        return CentrifugeServer.of(rule);
    }

    /** A client that waits for the server gives it ten seconds more than the interval it announces; without one, for ever. */
    @Override
    public HeartbeatRule tuned(HeartbeatRule rule, Terms terms) {
        return tuned.of(rule, terms, Centrifuge::tune);
    }

    private static HeartbeatRule tune(HeartbeatRule rule, Terms terms) {
        boolean waits = rule.expires() && rule.expiry().from() == Expiry.From.ACTIVITY && !rule.sendsPings();
        if (!waits) {
            return rule;
        }
        long every = terms.everyNanos();
        return rule.withExpiry(
                every == 0
                        ? Expiry.NONE
                        : Expiry.silent(every + PING_DELAY_NANOS, rule.expiry().action()));
    }
}
