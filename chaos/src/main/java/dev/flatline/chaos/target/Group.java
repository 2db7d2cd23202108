package dev.flatline.chaos.target;

import dev.flatline.core.connection.ClientIdentity;
import org.jspecify.annotations.Nullable;

/** The group that the client says it is in: a header of the upgrade request or, without it, a query parameter. */
public record Group(String name) implements RequestTest {

    /** The query parameter, for clients that cannot set headers. */
    public static final String PARAMETER = "flatline-group";

    static Group parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the name of a group");
        }
        return new Group(text);
    }

    /** The group of a request; null if it says none. */
    public static @Nullable String of(RequestFacts request) {
        String header = request.header(ClientIdentity.GROUP_HEADER);
        return header != null ? header : QueryParameter.value(request.query(), PARAMETER);
    }

    @Override
    public boolean passes(RequestFacts request) {
        return name.equals(of(request));
    }
}
