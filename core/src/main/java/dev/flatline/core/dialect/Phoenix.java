package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;

/**
 * Phoenix channels in the arrays of version 2, {@code [join_ref, ref, topic, event, payload]}: the client joins a topic and
 * has its heartbeats answered. Messages travel as in the framework's guide, as {@code new_msg} with a {@code body}. As in
 * Phoenix 1.8 and phoenix.js 1.8.16.
 */
public final class Phoenix implements Dialect {

    /** The one instance. */
    public static final Phoenix DIALECT = new Phoenix();

    private static final String TOPIC = "room:lobby";
    private static final String SYSTEM = "phoenix";
    private static final String JOIN = "phx_join";
    private static final String REPLY = "phx_reply";
    private static final String MESSAGE = "new_msg";
    private static final String BODY = "body";
    private static final ClientWord CHOSEN_TOPIC = ClientWord.text("topic");
    private static final ClientWord PARAMS = ClientWord.json("params");
    private static final byte[] BEHIND = Words.utf8("}]");
    private static final byte[] OK = Words.utf8(",\"" + REPLY + "\",{\"response\":{},\"status\":\"ok\"}]");

    private Phoenix() {}

    @Override
    public String name() {
        return "phoenix";
    }

    @Override
    public String path() {
        return "/socket/websocket?vsn=2.0.0";
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        return rule.pings().frame().isText() ? Client.PINGS_IN_TEXT : Client.PINGS_IN_FRAMES;
    }

    @Override
    public List<ClientWord> words() {
        return List.of(CHOSEN_TOPIC, PARAMS);
    }

    @Override
    public ClientTalk client(HeartbeatRule rule, ClientWords words) {
        return words.isEmpty() ? client(rule) : new Client(rule.pings().frame().isText(), words);
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        return new Server();
    }

    private static final class Client implements ClientTalk {

        static final Client PINGS_IN_TEXT = new Client(true, ClientWords.NONE);
        static final Client PINGS_IN_FRAMES = new Client(false, ClientWords.NONE);

        private final boolean pingsInText;
        /** Heartbeats are numbered from 1, so the join and its topic are number 0. */
        private final byte[] join;

        private final byte[] push;
        /** Whether it chose what it joins, and does not stay without. */
        private final boolean mustJoin;

        private Client(boolean pingsInText, ClientWords words) {
            String topic = words.string(CHOSEN_TOPIC, TOPIC);
            this.pingsInText = pingsInText;
            this.join = Words.utf8("[\"0\",\"0\"," + topic + ",\"" + JOIN + "\"," + words.text(PARAMS, "{}") + "]");
            this.push = Words.utf8("[\"0\",\"m\"," + topic + ",\"" + MESSAGE + "\",{\"" + BODY + "\":");
            this.mustJoin = !words.isEmpty();
        }

        @Override
        public void opened(Ear.OfClient ear) {
            ear.say(join);
        }

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfClient ear) {
            Json message = Json.of(utf8);
            Json payload = message.element(4);
            if (message.element(3).is(REPLY)) {
                replied(message, payload, lastPing, ear);
            } else if (message.element(3).is(MESSAGE) && payload.member(BODY).isString()) {
                ear.message(payload.member(BODY).string());
            } else {
                ear.noise();
            }
        }

        /** A topic that the server does not have is no reason to leave, unless it was chosen: the socket lives on without it. */
        private void replied(Json message, Json payload, long lastPing, Ear.OfClient ear) {
            Json ref = message.element(1);
            Json echo = payload.member("response").member(BODY);
            if (message.element(2).is(SYSTEM)) {
                if (lastPing > 0 && ref.is(Long.toString(lastPing))) {
                    ear.answered();
                } else {
                    ear.noise();
                }
            } else if (ref.is("0")) {
                if (mustJoin && payload.member("status").is("error")) {
                    ear.dismissed(true);
                } else {
                    ear.joined(Terms.NONE);
                }
            } else if (echo.isString()) {
                ear.message(echo.string());
            } else {
                ear.noise();
            }
        }

        @Override
        public byte[] ping(long number) {
            return Words.utf8("[null,\"" + number + "\",\"phoenix\",\"heartbeat\",{}]");
        }

        @Override
        public boolean pingsInText() {
            return pingsInText;
        }

        @Override
        public byte[] message(byte[] payload) {
            return JsonStrings.around(push, payload, BEHIND);
        }
    }

    /** Remembers the topic that was joined last: there the client hears messages. */
    private static final class Server implements ServerTalk {

        private static final byte[] DEFAULT_BEFORE = before(Words.utf8("\"" + TOPIC + "\""));

        private byte[] before = DEFAULT_BEFORE;

        private static byte[] before(byte[] topic) {
            return Words.joined(
                    Words.utf8("[null,null,"), topic, Words.utf8(",\"" + MESSAGE + "\",{\"" + BODY + "\":"));
        }

        @Override
        public ServerTalk forConnection() {
            return new Server();
        }

        @Override
        public void opened(Ear.OfServer ear) {}

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
            Json message = Json.of(utf8);
            Json topic = message.element(2);
            Json event = message.element(3);
            if (!topic.isString() || !event.isString()) {
                ear.noise();
                return;
            }
            if (message.element(1).isString()) {
                ear.say(reply(message, topic));
            }
            Json body = message.element(4).member(BODY);
            if (topic.is(SYSTEM)) {
                ear.pinged();
            } else if (event.is(MESSAGE) && body.isString()) {
                ear.message(body.string());
            } else {
                if (event.is(JOIN)) {
                    before = topic.is(TOPIC) ? DEFAULT_BEFORE : before(topic.raw());
                }
                ear.noise();
            }
        }

        private static byte[] reply(Json message, Json topic) {
            byte[] comma = {','};
            return Words.joined(
                    new byte[] {'['},
                    Words.raw(message.element(0)),
                    comma,
                    Words.raw(message.element(1)),
                    comma,
                    topic.raw(),
                    OK);
        }

        @Override
        public byte[] ping(long number, long unixSeconds) {
            return Words.NOTHING;
        }

        @Override
        public boolean pingsInText() {
            return false;
        }

        @Override
        public byte[] message(byte[] payload) {
            return JsonStrings.around(before, payload, BEHIND);
        }
    }
}
