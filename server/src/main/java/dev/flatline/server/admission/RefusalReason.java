package dev.flatline.server.admission;

import java.util.Locale;

/** Why a client was not let in. */
public enum RefusalReason {
    /** Its page comes from an origin that is not on the list: 403. */
    ORIGIN,
    /** The head of its request is longer than the limit: 431. */
    HEAD_TOO_LARGE,
    /** Its request is no upgrade that RFC 6455 allows: 400, 405, 426 or 505. */
    MALFORMED,
    /** As many connections are open as may be. */
    OVERLOADED,
    /** More upgrades a second are asked for than are accepted. */
    RATE,
    /** As many sockets come from its address as may. */
    ADDRESS,
    /** The server drains: 503. */
    DRAINING,
    /** Twice as many sockets come from its address as may: cut off at accept, without an answer. */
    ADDRESS_FLOOD,
    /** As many sockets as may have no upgrade yet: cut off at accept, without an answer. */
    HANDSHAKE_FLOOD;

    /** The name in metrics, in kebab case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the client was cut off at accept; otherwise it got an answer. */
    public boolean isCutAtAccept() {
        return this == ADDRESS_FLOOD || this == HANDSHAKE_FLOOD;
    }
}
