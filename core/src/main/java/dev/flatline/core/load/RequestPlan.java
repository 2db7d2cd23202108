package dev.flatline.core.load;

import java.util.List;

/**
 * What the upgrade request of a client says beside what RFC 6455 asks for. Path and header values may hold {@code {client}}
 * (the client's number), {@code {group}}, and {@code {column}} for every column of the rows.
 *
 * @param path the path and query from the slash; empty takes that of the target
 * @param headers sent in this order
 * @param subprotocols offered, the preferred one first; empty offers those of the dialect
 * @param compression whether permessage-deflate is offered
 * @param rows one for each client, over and over
 */
public record RequestPlan(
        String path, List<Header> headers, List<String> subprotocols, boolean compression, ClientRows rows) {

    /** Nothing beside what RFC 6455 asks for. */
    public static final RequestPlan PLAIN = new RequestPlan("", List.of(), List.of(), false, ClientRows.NONE);

    /** Copies the lists. */
    public RequestPlan {
        headers = List.copyOf(headers);
        subprotocols = List.copyOf(subprotocols);
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash, found '" + path + "'");
        }
    }

    /**
     * One header.
     *
     * @param name an HTTP token
     * @param value printable ASCII, with {@code {…}} to fill in
     */
    public record Header(String name, String value) {}
}
