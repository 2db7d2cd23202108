package dev.flatline.chaos;

/** Connects to the upstream, on the event loop of the relay that asks. */
@FunctionalInterface
interface Dialer {

    /**
     * Starts to connect. The outcome is told later, as {@link Relay#connected} or {@link Relay#unreachable}; closing the
     * leg before that gives the attempt up.
     */
    Leg dial(Relay relay);

    /** The relay has closed or was taken apart: nobody asks for its upstream any more. */
    default void closed(Relay relay) {}
}
