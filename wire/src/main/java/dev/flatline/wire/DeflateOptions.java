package dev.flatline.wire;

/**
 * How one end of a connection compresses (permessage-deflate, RFC 7692). One instance serves any number of connections.
 *
 * <p>Without takeover every message is compressed by itself, with contexts that an event loop's connections share: idle
 * connections take no native memory. With takeover a message may refer to the ones before it, which makes small, similar
 * messages much smaller, and the connection keeps contexts of its own: see {@link ContextBudget} for what they cost.
 *
 * @param enabled whether compression is offered or accepted at all
 * @param serverTakeover whether the server may keep its context from one message to the next
 * @param clientTakeover whether the client may keep its context from one message to the next
 * @param minBytes payload from which a message is sent compressed, from 1
 * @param maxContexts connections that may own contexts at one time, from 0; those beyond do without takeover
 */
public record DeflateOptions(
        boolean enabled, boolean serverTakeover, boolean clientTakeover, int minBytes, int maxContexts) {

    /**
     * 1 KiB. What fits one packet is one packet however small it gets, and a short message repeats little of itself: of
     * 1,024 bytes of JSON compression leaves 357 and takes 25 µs, of 128 bytes it leaves 97 and takes 10.
     */
    public static final int DEFAULT_MIN_BYTES = 1024;

    /** 1,000 connections: about 300 MB if all of them use both directions. */
    public static final int DEFAULT_MAX_CONTEXTS = 1000;

    /** No compression. */
    public static final DeflateOptions OFF =
            new DeflateOptions(false, false, false, DEFAULT_MIN_BYTES, DEFAULT_MAX_CONTEXTS);

    /** Compression whose memory does not grow with the connections: no takeover. */
    public static final DeflateOptions ON =
            new DeflateOptions(true, false, false, DEFAULT_MIN_BYTES, DEFAULT_MAX_CONTEXTS);

    public DeflateOptions {
        check("minBytes", minBytes, 1);
        check("maxContexts", maxContexts, 0);
    }

    /** The same, but both ends start every message with an empty window. */
    public DeflateOptions withoutTakeover() {
        return new DeflateOptions(enabled, false, false, minBytes, maxContexts);
    }

    private static void check(String name, int value, int lowest) {
        if (value < lowest) {
            throw new IllegalArgumentException(name + ": " + value + ", accepted is " + lowest + " or more");
        }
    }
}
