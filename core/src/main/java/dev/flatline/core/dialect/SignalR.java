package dev.flatline.core.dialect;

import dev.flatline.core.heartbeat.HeartbeatRule;
import java.util.List;

/**
 * SignalR's JSON protocol, version 1: records that end with 0x1E, a handshake that the client begins, pings of type 6 from
 * both sides that nobody answers. Messages travel as in the framework's tutorial, from {@code SendMessage} to
 * {@code ReceiveMessage} with a user and a text. As in ASP.NET Core 8 to 10 and @microsoft/signalr 10.0.11.
 */
public final class SignalR implements Dialect {

    /** The one instance. */
    public static final SignalR DIALECT = new SignalR();

    private static final ClientWord METHOD = ClientWord.text("method");
    private static final byte END = 0x1E;
    private static final byte[] HANDSHAKE = Words.utf8("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static final byte[] AGREED = Words.utf8("{}\u001e");
    private static final byte[] REFUSED = Words.utf8("{\"error\":\"Only the protocol 'json' is spoken here.\"}\u001e");
    private static final byte[] PING = Words.utf8("{\"type\":6}\u001e");
    private static final byte[] SEND = invocation("\"SendMessage\"");
    private static final byte[] RECEIVE = invocation("\"ReceiveMessage\"");
    private static final byte[] BEHIND = Words.utf8("]}\u001e");
    private static final int NORMAL_CLOSURE = 1000;
    private static final long MOST = 99;

    private SignalR() {}

    /** An invocation of what this JSON string names. */
    private static byte[] invocation(String target) {
        return Words.utf8("{\"type\":1,\"target\":" + target + ",\"arguments\":[\"" + Words.CLIENT + "\",");
    }

    @Override
    public String name() {
        return "signalr";
    }

    @Override
    public String path() {
        return "/hub";
    }

    @Override
    public ClientTalk client(HeartbeatRule rule) {
        return rule.pings().frame().isText() ? Client.PINGS_IN_TEXT : Client.PINGS_IN_FRAMES;
    }

    @Override
    public List<ClientWord> words() {
        return List.of(METHOD);
    }

    @Override
    public ClientTalk client(HeartbeatRule rule, ClientWords words) {
        return words.has(METHOD)
                ? new Client(rule.pings().frame().isText(), invocation(words.string(METHOD, "")))
                : client(rule);
    }

    @Override
    public ServerTalk server(HeartbeatRule rule) {
        return new Server(rule.pings().frame().isText());
    }

    /** Where the record that begins here ends; a text without a last mark ends its last record. */
    private static int end(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != END) {
            at++;
        }
        return at;
    }

    /** The text of an invocation is its last string. */
    private static void hearText(Json text, Ear ear) {
        if (text.isString()) {
            ear.message(text.string());
        } else {
            ear.noise();
        }
    }

    /** Remembers nothing: one for all whose pings and words are alike. */
    private static final class Client implements ClientTalk {

        static final Client PINGS_IN_TEXT = new Client(true, SEND);
        static final Client PINGS_IN_FRAMES = new Client(false, SEND);

        private final boolean pingsInText;
        private final byte[] send;

        Client(boolean pingsInText, byte[] send) {
            this.pingsInText = pingsInText;
            this.send = send;
        }

        @Override
        public void opened(Ear.OfClient ear) {
            ear.say(HANDSHAKE);
        }

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfClient ear) {
            for (int from = 0; from < utf8.length; ) {
                int end = end(utf8, from);
                record(Json.of(utf8, from, end), ear);
                from = end + 1;
            }
        }

        private static void record(Json record, Ear.OfClient ear) {
            Json type = record.member("type");
            if (type.isMissing()) {
                greeted(record, ear);
                return;
            }
            switch ((int) type.number(MOST)) {
                case 1 -> hearText(record.member("arguments").lastString(), ear);
                case 3 -> hearText(record.member("result"), ear);
                case 6 -> ear.pinged();
                case 7 -> ear.dismissed(record.member("allowReconnect").isWord("true"));
                default -> ear.noise();
            }
        }

        private static void greeted(Json record, Ear.OfClient ear) {
            if (record.isEmptyObject()) {
                ear.joined(Terms.NONE);
            } else if (record.member("error").isString()) {
                ear.dismissed(true);
            } else {
                ear.noise();
            }
        }

        @Override
        public byte[] ping(long number) {
            return PING;
        }

        @Override
        public boolean pingsInText() {
            return pingsInText;
        }

        @Override
        public byte[] message(byte[] payload) {
            return JsonStrings.around(send, payload, BEHIND);
        }
    }

    /** The same for all connections. */
    private record Server(boolean pingsInText) implements ServerTalk {

        @Override
        public void opened(Ear.OfServer ear) {}

        @Override
        public void heard(byte[] utf8, long lastPing, Ear.OfServer ear) {
            for (int from = 0; from < utf8.length; ) {
                int end = end(utf8, from);
                record(Json.of(utf8, from, end), ear);
                from = end + 1;
            }
        }

        private static void record(Json record, Ear.OfServer ear) {
            Json type = record.member("type");
            if (type.isMissing()) {
                greeted(record, ear);
                return;
            }
            switch ((int) type.number(MOST)) {
                case 1 -> invoked(record, ear);
                case 6 -> ear.pinged();
                case 7 -> ear.close(NORMAL_CLOSURE);
                default -> ear.noise();
            }
        }

        private static void greeted(Json record, Ear.OfServer ear) {
            if (record.member("protocol").is("json")) {
                ear.say(AGREED);
                ear.noise();
            } else if (record.member("protocol").isString()) {
                ear.say(REFUSED);
                ear.close(NORMAL_CLOSURE);
            } else {
                ear.noise();
            }
        }

        /** Who asked for the end of the invocation is told of it first. */
        private static void invoked(Json record, Ear.OfServer ear) {
            Json id = record.member("invocationId");
            if (id.isString()) {
                ear.say(Words.joined(
                        Words.utf8("{\"type\":3,\"invocationId\":"), id.raw(), Words.utf8(",\"result\":null}\u001e")));
            }
            hearText(record.member("arguments").lastString(), ear);
        }

        @Override
        public byte[] ping(long number, long unixSeconds) {
            return PING;
        }

        @Override
        public byte[] message(byte[] payload) {
            return JsonStrings.around(RECEIVE, payload, BEHIND);
        }
    }
}
