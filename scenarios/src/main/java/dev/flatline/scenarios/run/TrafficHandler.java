package dev.flatline.scenarios.run;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.PushClock;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.server.Connection;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.Handshake;
import dev.flatline.server.Message;
import dev.flatline.server.ServerHandler;
import dev.flatline.wire.Loops;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The program behind the embedded server: it sends messages of a room to all its members, the others back to their sender, and
 * pushes of its own accord. Who is in which room, and who is pushed what, follows from the load and from who a client is. It
 * outlives restarts of the server.
 */
final class TrafficHandler implements ServerHandler {

    private final LoadPlan load;
    private final Loops loops;
    private final ServerEvents events;
    private final Consumer<Throwable> onError;
    private final PushClock<Connection> pushes;
    private volatile @Nullable FlatlineServer server;

    /** Creates the handler of a server on these loops, the first of which sends the pushes. */
    TrafficHandler(LoadPlan load, Loops loops, ServerEvents events, Consumer<Throwable> onError) {
        this.load = load;
        this.loops = loops;
        this.events = events;
        this.onError = onError;
        this.pushes = new PushClock<>(load, loops.timers(0), this::push);
    }

    /** The server that it is behind; to be told before that starts. */
    void behind(FlatlineServer itsServer) {
        server = itsServer;
    }

    private void push(int client, Connection connection, byte[] utf8) {
        events.serverPushed(client, loops.timers(0).nanoTime());
        connection.sendText(new String(utf8, StandardCharsets.US_ASCII));
    }

    @Override
    public void onOpen(Connection connection, Handshake handshake) {
        int client = connection.client();
        if (isOfTheFleet(client)) {
            loops.execute(0, () -> pushes.opened(client, connection));
            if (load.roomOf(client) >= 0) {
                connection.join(room(client));
            }
        }
    }

    @Override
    public void onMessage(Connection connection, Message message) {
        int client = connection.client();
        FlatlineServer sendingOn = server;
        if (sendingOn != null && isOfTheFleet(client) && load.roomOf(client) >= 0) {
            sendingOn.sendToRoom(room(client), message.text());
        } else {
            connection.send(message);
        }
    }

    @Override
    public void onClose(Connection connection, CloseCause cause, int code) {
        int client = connection.client();
        if (isOfTheFleet(client)) {
            loops.execute(0, () -> pushes.closed(client, connection));
        }
    }

    @Override
    public void onError(Connection connection, Throwable error) {
        onError.accept(error);
    }

    private boolean isOfTheFleet(int client) {
        return client >= 0 && client < load.clients();
    }

    private String room(int client) {
        return "room-" + load.roomOf(client);
    }
}
