package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;

/**
 * Action Cable: the server welcomes and pings, the client subscribes to a channel and answers no ping. Messages travel as in
 * the framework's guide, to the channel's {@code receive} and with a {@code body}. As in Action Cable 8.1.
 */
public final class ActionCable implements Dialect {

    /** The one instance. */
    public static final ActionCable DIALECT = new ActionCable();

    private static final String TYPE = "type";
    private static final String IDENTIFIER = "identifier";
    private static final String BODY = "body";
    /** A JSON text in a JSON string: what names a subscription. */
    private static final String CHANNEL = "\"{\\\"channel\\\":\\\"ChatChannel\\\"}\"";

    private static final byte[] WELCOME = Words.utf8("{\"type\":\"welcome\"}");
    private static final ClientWord CHOSEN_CHANNEL = ClientWord.either("channel");
    private static final byte[] DATA = Words.utf8("{\"body\":");
    private static final byte[] BRACE = Words.utf8("}");
    private static final byte[] BRACES = Words.utf8("}}");

    private ActionCable() {}

    @Override
    public String name() {
        return "actioncable";
    }

    @Override
    public String path() {
        return "/cable";
    }

    @Override
    public List<String> subprotocols() {
        return List.of("actioncable-v1-json", "actioncable-unsupported");
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        return Client.DEFAULT;
    }

    @Override
    public List<ClientWord> words() {
        return List.of(CHOSEN_CHANNEL);
    }

    @Override
    public ClientTalk client(HeartbeatRule rule, ClientWords words) {
        return words.has(CHOSEN_CHANNEL) ? new Client(identifier(words.text(CHOSEN_CHANNEL, "")), true) : client(rule);
    }

    /** The JSON string that names the subscription to a channel: to a class, or to what a JSON object says. */
    private static String identifier(String channel) {
        String object = CHOSEN_CHANNEL.isJson(channel) ? channel : "{\"channel\":" + ClientWords.quoted(channel) + "}";
        return ClientWords.quoted(object);
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        return new Server(rule.pings().frame().isText());
    }

    /** Remembers nothing: one for all whose channel is the same. */
    private static final class Client implements ClientTalk {

        static final Client DEFAULT = new Client(CHANNEL, false);

        private final byte[] subscribe;
        private final byte[] command;
        /** Whether it chose what it subscribes to, and does not stay without. */
        private final boolean mustSubscribe;

        Client(String identifier, boolean mustSubscribe) {
            this.subscribe = Words.utf8("{\"command\":\"subscribe\",\"identifier\":" + identifier + "}");
            this.command = Words.utf8("{\"command\":\"message\",\"identifier\":" + identifier + ",\"data\":");
            this.mustSubscribe = mustSubscribe;
        }

        @Override
        public void opened(Ear.OfClient ear) {}

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfClient ear) {
            Json message = Json.of(utf8);
            Json type = message.member(TYPE);
            Json body = message.member("message").member(BODY);
            if (type.is("ping")) {
                ear.pinged();
            } else if (type.is("welcome")) {
                ear.say(subscribe);
                ear.noise();
            } else if (mustSubscribe && type.is("reject_subscription")) {
                ear.dismissed(true);
            } else if (type.is("confirm_subscription") || type.is("reject_subscription")) {
                ear.joined(Terms.NONE);
            } else if (type.is("disconnect")) {
                ear.dismissed(message.member("reconnect").isWord("true"));
            } else if (type.isMissing() && body.isString()) {
                ear.message(body.string());
            } else {
                ear.noise();
            }
        }

        @Override
        public byte[] ping(long number) {
            return Words.NOTHING;
        }

        @Override
        public boolean pingsInText() {
            return false;
        }

        @Override
        public byte[] message(byte[] payload) {
            return JsonStrings.around(command, JsonStrings.around(DATA, payload, BRACE), BRACE);
        }
    }

    /** Remembers the subscription that was made last: there the client hears messages. */
    private static final class Server implements ServerTalk {

        private static final byte[] DEFAULT_BEFORE = before(Words.utf8(CHANNEL));

        private final boolean pingsInText;
        private byte[] before = DEFAULT_BEFORE;

        Server(boolean pingsInText) {
            this.pingsInText = pingsInText;
        }

        private static byte[] before(byte[] identifier) {
            return Words.joined(Words.utf8("{\"identifier\":"), identifier, Words.utf8(",\"message\":{\"body\":"));
        }

        @Override
        public ServerTalk forConnection() {
            return new Server(pingsInText);
        }

        @Override
        public void opened(Ear.OfServer ear) {
            ear.say(WELCOME);
        }

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
            Json message = Json.of(utf8);
            Json command = message.member("command");
            Json identifier = message.member(IDENTIFIER);
            if (command.is("message")) {
                Json body = Json.of(message.member("data").string()).member(BODY);
                if (body.isString()) {
                    ear.message(body.string());
                    return;
                }
            } else if (command.is("subscribe") && identifier.isString()) {
                byte[] named = identifier.raw();
                before = identifier.is("{\"channel\":\"ChatChannel\"}") ? DEFAULT_BEFORE : before(named);
                ear.say(Words.joined(
                        Words.utf8("{\"identifier\":"), named, Words.utf8(",\"type\":\"confirm_subscription\"}")));
            }
            ear.noise();
        }

        @Override
        public byte[] ping(long number, long unixSeconds) {
            return Words.utf8("{\"type\":\"ping\",\"message\":" + unixSeconds + "}");
        }

        @Override
        public boolean pingsInText() {
            return pingsInText;
        }

        @Override
        public byte[] message(byte[] payload) {
            return JsonStrings.around(before, payload, BRACES);
        }
    }
}
