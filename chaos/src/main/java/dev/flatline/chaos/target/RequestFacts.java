package dev.flatline.chaos.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an upgrade request says of the client. */
public interface RequestFacts {

    /** The request target without its query, as sent. */
    String path();

    /** What follows the question mark, as sent; an empty string without one. */
    String query();

    /** What the client offers in Sec-WebSocket-Protocol. */
    List<String> subprotocols();

    /** The value of a header, its name in any case; null if there is none. */
    @Nullable String header(String name);
}
