package dev.flatline.chaos.target;

import java.util.function.Predicate;

/** A test of the upgrade request; a connection without one does not pass it. */
interface RequestTest extends Predicate<ConnectionFacts> {

    /** Whether the request passes. */
    boolean passes(RequestFacts request);

    @Override
    default boolean test(ConnectionFacts connection) {
        RequestFacts request = connection.request();
        return request != null && passes(request);
    }
}
