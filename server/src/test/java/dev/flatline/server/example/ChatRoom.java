package dev.flatline.server.example;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import dev.flatline.core.heartbeat.Activity;
import dev.flatline.core.heartbeat.HeartbeatRule;
import dev.flatline.server.CannotListenException;
import dev.flatline.server.Connection;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.Handshake;
import dev.flatline.server.Message;
import dev.flatline.server.ServerHandler;
import dev.flatline.server.ServerOptions;
import dev.flatline.server.options.IdentityOptions;
import dev.flatline.wire.Loops;
import dev.flatline.wire.TransportKind;
import java.util.concurrent.TimeUnit;

/** A chat: {@code ws://host:port/lobby?user=ann} enters the room «lobby» as ann. */
public final class ChatRoom implements AutoCloseable {

    private final Loops loops = Loops.open("chat", 2, TransportKind.AUTO);
    private final FlatlineServer server;

    /** Listens on a free port of the loopback address. */
    public ChatRoom() throws CannotListenException {
        ServerOptions options = ServerOptions.defaults()
                .with(HeartbeatRule.pinging(
                        Activity.ANY_BYTES,
                        TimeUnit.SECONDS.toNanos(20),
                        TimeUnit.SECONDS.toNanos(10),
                        TimeUnit.SECONDS.toNanos(1)))
                .with(IdentityOptions.query("user"));
        server = new FlatlineServer(options, new Chat(), ServerEvents.NONE, loops);
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        loops.close();
    }

    private final class Chat implements ServerHandler {

        @Override
        public void onOpen(Connection connection, Handshake handshake) {
            if (connection.identity().isEmpty()) {
                connection.close(1008, "who are you? add ?user=NAME");
                return;
            }
            connection.attach(handshake.path());
            connection.join(handshake.path());
            say(connection, "is here");
        }

        @Override
        public void onMessage(Connection connection, Message message) {
            say(connection, message.text());
        }

        @Override
        public void onClose(Connection connection, CloseCause cause, int code) {
            say(connection, "is gone: " + cause.label());
        }

        @Override
        public void onError(Connection connection, Throwable error) {
            error.printStackTrace();
        }

        private void say(Connection connection, String what) {
            connection
                    .identity()
                    .ifPresent(user -> connection
                            .attachment(String.class)
                            .ifPresent(room -> server.sendToRoom(room, user + " " + what)));
        }
    }
}
