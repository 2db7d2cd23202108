package dev.flatline.core.dialect;

import java.util.Arrays;
import java.util.List;

/** What a client of Socket.IO joins with, and what its events are called. Clients that chose no words share one. */
final class SocketIoWords {

    static final ClientWord AUTH = ClientWord.json("auth");
    static final ClientWord EVENT = ClientWord.text("event");
    /** Those of version 2, whose servers ask for nothing inside the WebSocket. */
    static final List<ClientWord> OF_VERSION_2 = List.of(EVENT);

    static final List<ClientWord> OF_VERSION_4 = List.of(AUTH, EVENT);

    private static final String MESSAGE = "message";
    static final byte[] BEFORE_MESSAGE = SocketIoText.before(Words.utf8("\"" + MESSAGE + "\""));
    static final SocketIoWords DEFAULT = new SocketIoWords(ClientWords.NONE);

    private final byte[] connect;
    /** The name of an event, in UTF-8. */
    private final byte[] event;

    private final byte[] before;

    private SocketIoWords(ClientWords words) {
        this.connect = words.has(AUTH) ? Words.utf8("40" + words.text(AUTH, "")) : SocketIoText.CONNECT;
        this.event = Words.utf8(words.text(EVENT, MESSAGE));
        this.before = words.has(EVENT) ? SocketIoText.before(Words.utf8(words.string(EVENT, MESSAGE))) : BEFORE_MESSAGE;
    }

    static SocketIoWords of(ClientWords words) {
        return words.isEmpty() ? DEFAULT : new SocketIoWords(words);
    }

    byte[] connect() {
        return connect;
    }

    byte[] message(byte[] payload) {
        return SocketIoText.event(before, payload);
    }

    /** An event is a message if it is called so and says a string. */
    void hearEvent(byte[] text, Ear ear) {
        Json said = SocketIoText.event(text);
        Json name = said.element(0);
        if (name.isString()
                && Arrays.equals(name.string(), event)
                && said.element(1).isString()) {
            ear.message(said.element(1).string());
        } else {
            ear.noise();
        }
    }
}
