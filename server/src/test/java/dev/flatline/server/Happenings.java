package dev.flatline.server;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Writes down what a server tells its program and its run, one line a call; does what it is told with messages. */
final class Happenings implements ServerHandler, ServerEvents {

    final List<String> program = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Connection> opened = new CopyOnWriteArrayList<>();
    final List<Message> messages = new CopyOnWriteArrayList<>();
    volatile long closedNanos;
    volatile BiConsumer<Connection, Handshake> onOpen = (connection, handshake) -> {};
    private final BiConsumer<Connection, Message> onMessage;

    Happenings(BiConsumer<Connection, Message> onMessage) {
        this.onMessage = onMessage;
    }

    static Happenings echo() {
        return new Happenings(Connection::send);
    }

    @Override
    public void onOpen(Connection connection, Handshake handshake) {
        opened.add(connection);
        program.add("open " + connection.client());
        onOpen.accept(connection, handshake);
    }

    @Override
    public void onIdentity(Connection connection) {
        program.add("identity " + connection.identity().orElseThrow());
    }

    @Override
    public void onMessage(Connection connection, Message message) {
        messages.add(message);
        onMessage.accept(connection, message);
    }

    @Override
    public void onClose(Connection connection, CloseCause cause, int code) {
        program.add("close " + cause.label() + " " + code);
    }

    @Override
    public void onError(Connection connection, Throwable error) {
        program.add("error " + error.getMessage());
    }

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        events.add("opened " + client + " #" + connection);
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        closedNanos = nowNanos;
        events.add("closed " + client + " #" + connection + " " + cause.label());
    }
}
