package dev.flatline.core.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a transport tells, one word or two a call. Confined to the client's thread, but for {@link #heard}. */
final class RecordingListener implements Transport.Listener {

    private final List<String> heard = new ArrayList<>();
    private Runnable whenClosed = () -> {};
    private boolean inCall;
    private boolean calledDuringACall;

    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    void whenClosed(Runnable action) {
        whenClosed = action;
    }

    /** Makes a call on the transport, during which nothing may be told. */
    void during(Runnable call) {
        inCall = true;
        call.run();
        inCall = false;
    }

    boolean wasCalledDuringACall() {
        return calledDuringACall;
    }

    private synchronized void hear(String event) {
        calledDuringACall |= inCall;
        heard.add(event);
    }

    @Override
    public void onConnected() {
        hear("connected");
    }

    @Override
    public void onSecured() {
        hear("secured");
    }

    @Override
    public void onOpen() {
        hear("open");
    }

    @Override
    public void onBytes() {
        hear("bytes");
    }

    @Override
    public void onPong(long payload) {
        hear("pong " + payload);
    }

    @Override
    public void onText(byte[] utf8) {
        hear("text " + new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public void onClosed(CloseCause cause, int code) {
        hear("closed " + cause.label() + " " + code);
        whenClosed.run();
    }
}
