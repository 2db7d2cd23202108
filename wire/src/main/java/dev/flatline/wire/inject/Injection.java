package dev.flatline.wire.inject;

import dev.flatline.wire.Loops;

/** Puts faults between the clients of a fleet and their sockets. */
@FunctionalInterface
public interface Injection {

    /** None: a client has its socket to itself. */
    Injection NONE = (loops, index) -> DirectSockets.INSTANCE;

    /** What the clients of the event loop with this index open their connections with. Asked once for each loop. */
    SocketInjector on(Loops loops, int index);
}
