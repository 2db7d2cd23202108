package dev.flatline.endtoend;

import dev.flatline.core.connection.CloseCause;
import dev.flatline.core.connection.ServerEvents;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Why the server let its connections go. */
final class ServerDiary implements ServerEvents {

    private final AtomicInteger opened = new AtomicInteger();
    private final List<CloseCause> causes = new CopyOnWriteArrayList<>();

    @Override
    public void serverOpened(int client, long connection, long nowNanos) {
        opened.incrementAndGet();
    }

    @Override
    public void serverClosed(int client, long connection, CloseCause cause, long nowNanos) {
        causes.add(cause);
    }

    /** Connections that the server has ever had. */
    int opened() {
        return opened.get();
    }

    /** How many it has lost, for whatever reason. */
    int closed() {
        return causes.size();
    }

    int closed(CloseCause cause) {
        return Collections.frequency(causes, cause);
    }
}
