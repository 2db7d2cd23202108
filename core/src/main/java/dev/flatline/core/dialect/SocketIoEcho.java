package dev.flatline.core.dialect;

/** Remembers what a client calls its events: a server's messages have the name of the last one that said a string. */
abstract class SocketIoEcho implements ServerTalk {

    private byte[] before = SocketIoWords.BEFORE_MESSAGE;

    final void hearEvent(byte[] text, Ear ear) {
        Json event = SocketIoText.event(text);
        Json name = event.element(0);
        if (name.isString() && event.element(1).isString()) {
            before = name.is("message") ? SocketIoWords.BEFORE_MESSAGE : SocketIoText.before(name.raw());
            ear.message(event.element(1).string());
        } else {
            ear.noise();
        }
    }

    @Override
    public final byte[] message(byte[] payload) {
        return SocketIoText.event(before, payload);
    }
}
