package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;

/** A server's side of {@link Centrifuge}. Remembers the channel that was subscribed last: there messages are published. */
final class CentrifugeServer implements ServerTalk {

    private static final byte[] PING = Words.utf8("{}");
    private static final byte[] DEFAULT_BEFORE = before(Words.utf8("\"" + Words.CLIENT + "\""));
    private static final byte[] BEHIND = Words.utf8("}}}");
    private static final int BAD_REQUEST = 3501;
    private static final long SECOND = 1_000_000_000;

    private final boolean pingsInText;
    /** What a connect reply says of heartbeats. */
    private final String terms;

    private byte[] before = DEFAULT_BEFORE;

    private CentrifugeServer(boolean pingsInText, String terms) {
        this.pingsInText = pingsInText;
        this.terms = terms;
    }

    /** The interval is told in whole seconds, rounded up. */
    static CentrifugeServer of(HeartbeatRule rule) {
        boolean pings = rule.sendsPings() && rule.pings().frame().isText();
        long seconds = (rule.pings().everyNanos() + SECOND - 1) / SECOND;
        String pong = rule.pings().frame().isAnswered() ? ",\"pong\":true" : "";
        return new CentrifugeServer(rule.pings().frame().isText(), pings ? ",\"ping\":" + seconds + pong : "");
    }

    private static byte[] before(byte[] channel) {
        return Words.joined(Words.utf8("{\"push\":{\"channel\":"), channel, Words.utf8(",\"pub\":{\"data\":"));
    }

    @Override
    public ServerTalk forConnection() {
        return new CentrifugeServer(pingsInText, terms);
    }

    @Override
    public void opened(Ear.OfServer ear) {}

    @Override
    public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
        for (int from = 0; from < utf8.length; ) {
            int end = CentrifugeLines.end(utf8, from);
            command(Json.of(utf8, from, end), lastPing, ear);
            from = end + 1;
        }
    }

    private void command(Json command, long lastPing, Ear.OfServer ear) {
        if (command.isEmptyObject()) {
            pong(lastPing, ear);
            return;
        }
        byte[] id = Words.raw(command.member("id"));
        Json channel = command.member("subscribe").member("channel");
        if (command.member("connect").isObject()) {
            ear.say(reply(id, "\"connect\":{\"client\":\"" + ear.id() + "\",\"version\":\"flatline\"" + terms + "}"));
            ear.noise();
        } else if (channel.isString()) {
            before = before(channel.raw());
            ear.say(reply(id, "\"subscribe\":{}"));
            ear.noise();
        } else if (command.member("publish").isObject()) {
            ear.say(reply(id, "\"publish\":{}"));
            hearData(command.member("publish").member("data"), ear);
        } else if (command.member("rpc").isObject()) {
            ear.say(reply(id, "\"rpc\":{}"));
            hearData(command.member("rpc").member("data"), ear);
        } else {
            if (!command.member("id").isMissing()) {
                ear.say(reply(id, "\"error\":{\"code\":104,\"message\":\"method not found\"}"));
            }
            ear.noise();
        }
    }

    /** A pong that was never asked for is against the rules; one too many later on is not found out. */
    private static void pong(long lastPing, Ear.OfServer ear) {
        if (lastPing > 0) {
            ear.answered();
        } else {
            ear.close(BAD_REQUEST);
        }
    }

    private static void hearData(Json data, Ear ear) {
        if (data.isString()) {
            ear.message(data.string());
        } else {
            ear.noise();
        }
    }

    private static byte[] reply(byte[] id, String what) {
        return Words.joined(Words.utf8("{\"id\":"), id, Words.utf8("," + what + "}"));
    }

    @Override
    public byte[] ping(long number, long unixSeconds) {
        return PING;
    }

    @Override
    public boolean pingsInText() {
        return pingsInText;
    }

    @Override
    public byte[] message(byte[] payload) {
        return JsonStrings.around(before, payload, BEHIND);
    }
}
