package dev.flatline.endtoend;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Why the server let its connections go. */
final class ServerDiary implements ServerEvents {

    private final List<CloseCause> causes = new CopyOnWriteArrayList<>();

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {}

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        causes.add(cause);
    }

    int closed(CloseCause cause) {
        return Collections.frequency(causes, cause);
    }
}
