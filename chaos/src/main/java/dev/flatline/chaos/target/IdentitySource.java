package dev.flatline.chaos.target;

import org.jspecify.annotations.Nullable;

/**
 * Where the upgrade request says who a client is, for clients that are not of the fleet: a draw then follows the client
 * from connection to connection.
 *
 * @param from which part of the request
 * @param name the header's name, in any case, or the query parameter's; empty for none
 */
public record IdentitySource(From from, String name) {

    /** The longest identity, in characters; whoever says more has none. */
    public static final int MAX_IDENTITY = 256;

    /** It does not say. */
    public static final IdentitySource NONE = new IdentitySource(From.NOTHING, "");

    /** Parts of a request. */
    public enum From {
        /** None. */
        NOTHING,
        /** A header. */
        HEADER,
        /** A parameter of the query. */
        QUERY
    }

    /** Checks the name. */
    public IdentitySource {
        boolean fits = switch (from) {
            case NOTHING -> name.isEmpty();
            case HEADER -> Header.isToken(name);
            case QUERY -> !name.isBlank();
        };
        if (!fits) {
            throw new IllegalArgumentException("identity: '" + name + "', accepted is the name of a "
                    + (from == From.HEADER ? "header" : "query parameter"));
        }
    }

    /** A header with the client's identity. */
    public static IdentitySource header(String name) {
        return new IdentitySource(From.HEADER, name);
    }

    /** A query parameter with the client's identity. */
    public static IdentitySource query(String name) {
        return new IdentitySource(From.QUERY, name);
    }

    /**
     * A place as the command line and files have it, such as {@code header:X-User} or {@code query:user}.
     *
     * @throws IllegalArgumentException if it is none; says what is accepted
     */
    public static IdentitySource of(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(0, colon))) {
            case "header" -> header(name);
            case "query" -> query(name);
            default ->
                throw new IllegalArgumentException("identity: '" + text + "', accepted is header:NAME or query:NAME");
        };
    }

    /** Who the client is; null if the request does not say, or says nothing. */
    public @Nullable String identity(RequestFacts request) {
        String identity = switch (from) {
            case NOTHING -> null;
            case HEADER -> request.header(name);
            case QUERY -> QueryParameter.value(request.query(), name);
        };
        return identity == null || identity.isEmpty() || identity.length() > MAX_IDENTITY ? null : identity;
    }
}
