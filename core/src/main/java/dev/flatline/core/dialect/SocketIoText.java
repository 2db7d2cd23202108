package dev.flatline.core.dialect;

/** What Engine.IO 3 and 4 have in common over WebSocket: packets of one digit, and Socket.IO's packets behind digit 4. */
final class SocketIoText {

    static final byte[] PING = Words.utf8("2");
    static final byte[] PONG = Words.utf8("3");
    static final byte[] CONNECT = Words.utf8("40");
    static final byte[] DISCONNECT = Words.utf8("41");

    private static final byte[] BEHIND = Words.utf8("]");
    private static final long MILLI = 1_000_000;
    private static final long MOST_MILLIS = Integer.MAX_VALUE;

    private SocketIoText() {}

    /** What a text message is. */
    enum Kind {
        OPEN,
        PING,
        PONG,
        CONNECT,
        CONNECT_ERROR,
        DISCONNECT,
        EVENT,
        /** A packet that means nothing here: of another namespace, binary, an acknowledgement. */
        OTHER,
        /** No packet. */
        BROKEN
    }

    static Kind kind(byte[] text) {
        if (text.length == 0) {
            return Kind.BROKEN;
        }
        return switch (text[0]) {
            case '0' -> Kind.OPEN;
            case '2' -> Kind.PING;
            case '3' -> Kind.PONG;
            case '4' -> text.length == 1 ? Kind.BROKEN : message(text);
            case '1', '5', '6' -> Kind.OTHER;
            default -> Kind.BROKEN;
        };
    }

    /** Namespaces other than the main one stand behind the digits, from a slash. */
    private static Kind message(byte[] text) {
        if (text.length > 2 && text[2] == '/') {
            return Kind.OTHER;
        }
        return switch (text[1]) {
            case '0' -> Kind.CONNECT;
            case '1' -> Kind.DISCONNECT;
            case '2' -> Kind.EVENT;
            case '4' -> Kind.CONNECT_ERROR;
            default -> Kind.OTHER;
        };
    }

    static Terms terms(byte[] open) {
        Json said = Json.of(open, 1, open.length);
        long interval = said.member("pingInterval").number(MOST_MILLIS);
        long timeout = said.member("pingTimeout").number(MOST_MILLIS);
        return interval <= 0 || timeout < 0 ? Terms.NONE : new Terms(interval * MILLI, timeout * MILLI);
    }

    /** The open packet from a server. */
    static byte[] open(String id, long everyMillis, long timeoutMillis) {
        return Words.utf8("0{\"sid\":\"" + id + "\",\"upgrades\":[],\"pingInterval\":" + everyMillis
                + ",\"pingTimeout\":" + timeoutMillis + ",\"maxPayload\":1000000}");
    }

    /** What stands before the payload of an event whose name is this JSON string. */
    static byte[] before(byte[] name) {
        return Words.joined(Words.utf8("42["), name, new byte[] {','});
    }

    static byte[] event(byte[] before, byte[] payload) {
        return JsonStrings.around(before, payload, BEHIND);
    }

    /** The array of an event, which may ask for an acknowledgement that is not given. */
    static Json event(byte[] text) {
        int at = 2;
        while (at < text.length && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return Json.of(text, at, text.length);
    }

    /** An answer to this side's latest ping, if there was one. */
    static void hearPong(long lastPing, Ear ear) {
        if (lastPing > 0) {
            ear.answered();
        } else {
            ear.noise();
        }
    }
}
