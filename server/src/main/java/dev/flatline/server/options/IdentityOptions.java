package dev.flatline.server.options;

import dev.flatline.core.connection.ClientIdentity;

/**
 * How a client says who it is, the same on every connection it makes.
 *
 * @param source where its identity stands
 * @param name of the query parameter or header; empty for the first message
 * @param replace whether a newer connection with the same identity ends the older one, which is most likely a ghost
 */
public record IdentityOptions(Source source, String name, boolean replace) {

    /** The header of Flatline's own fleet, and ghosts stay until the heartbeat finds them. */
    public static final IdentityOptions DEFAULT = new IdentityOptions(Source.HEADER, ClientIdentity.HEADER, false);

    /** The longest identity; a longer one is refused, with 400 in a request and with 1008 in a first message. */
    public static final int MAX_CHARS = 256;

    /** Checks that a name is there where it is needed. */
    public IdentityOptions {
        Ranges.require(
                name.isEmpty() == (source == Source.FIRST_MESSAGE),
                source == Source.FIRST_MESSAGE
                        ? "identity.name goes with a query parameter or a header"
                        : "identity.name must name the query parameter or header");
    }

    /** The identity is a query parameter of the request target. */
    public static IdentityOptions query(String name) {
        return new IdentityOptions(Source.QUERY, name, true);
    }

    /** The identity is a header of the upgrade request. */
    public static IdentityOptions header(String name) {
        return new IdentityOptions(Source.HEADER, name, true);
    }

    /**
     * The identity is the text of the first message, which the program behind the server does not see. It must come within the
     * time limit for handshakes, counted from the upgrade.
     */
    public static IdentityOptions firstMessage() {
        return new IdentityOptions(Source.FIRST_MESSAGE, "", true);
    }

    /** Where an identity stands. */
    public enum Source {
        /** A query parameter, percent-decoded. */
        QUERY,
        /** A header of the upgrade request. */
        HEADER,
        /** The text of the first message. */
        FIRST_MESSAGE
    }
}
