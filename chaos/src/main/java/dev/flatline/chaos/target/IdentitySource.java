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

    /** Who the client is; null if the request does not say, or says nothing. */
    public @Nullable String identity(RequestFacts request) {
        String identity = switch (from) {
            case NOTHING -> null;
            case HEADER -> request.header(name);
            case QUERY -> QueryParameter.value(request.query(), name);
        };
        return identity == null || identity.isEmpty() ? null : identity;
    }
}
