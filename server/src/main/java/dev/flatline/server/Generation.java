package dev.flatline.server;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The parts of a server that were made under one set of terms, one for each event loop, in their order. */
final class Generation {

    private final List<ServerLoop> parts;
    private final AtomicInteger living;

    Generation(List<ServerLoop> parts) {
        this.parts = List.copyOf(parts);
        this.living = new AtomicInteger(parts.size());
    }

    /** The part on the event loop with this index. */
    ServerLoop part(int loop) {
        return parts.get(loop);
    }

    /** One of the parts has ended; returns whether it was the last. */
    boolean partEnded() {
        return living.decrementAndGet() == 0;
    }
}
