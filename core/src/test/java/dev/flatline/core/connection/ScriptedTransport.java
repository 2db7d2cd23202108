package dev.flatline.core.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network that does nothing by itself: it writes down what it is asked to do and lends its listener to the test. */
final class ScriptedTransport implements Transport {

    final List<String> calls = new ArrayList<>();
    long lastPing;
    byte[] lastText = new byte[0];
    private @Nullable Listener listener;

    /** The listener of the current attempt. */
    Listener network() {
        if (listener == null) {
            throw new IllegalStateException("no attempt was made");
        }
        return listener;
    }

    /** Lets the attempt succeed at once. */
    void accept() {
        network().onConnected();
        network().onOpen();
    }

    @Override
    public void connect(Listener next) {
        calls.add("connect");
        listener = next;
    }

    @Override
    public void sendText(byte[] utf8) {
        calls.add("text " + new String(utf8, StandardCharsets.US_ASCII).replaceAll("\\.+$", ""));
        lastText = utf8;
    }

    @Override
    public void ping(long payload) {
        calls.add("ping");
        lastPing = payload;
    }

    @Override
    public void close(int code, String reason) {
        calls.add("close " + code + (reason.isEmpty() ? "" : " " + reason));
    }

    @Override
    public void abort() {
        calls.add("abort");
    }
}
