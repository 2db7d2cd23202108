package dev.flatline.server;

import java.util.function.BiConsumer;

/** Sends every message back as it came, text or binary. */
public final class EchoHandler implements ServerHandler {

    private final BiConsumer<Connection, Throwable> onError;

    /** Creates the handler; {@code onError} is told what {@link #onError} is told. */
    public EchoHandler(BiConsumer<Connection, Throwable> onError) {
        this.onError = onError;
    }

    @Override
    public void onMessage(Connection connection, Message message) {
        connection.send(message);
    }

    @Override
    public void onError(Connection connection, Throwable error) {
        onError.accept(connection, error);
    }
}
