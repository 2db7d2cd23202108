package dev.flatline.server.options;

import dev.flatline.wire.DeflateOptions;
import java.util.List;

/**
 * What a server asks of an upgrade request, and offers.
 *
 * @param origins the values of the Origin header that are let in, as browsers send them but in any case, such as
 *     {@code https://example.org}; a request of another origin is answered with 403, also one of origin {@code null} (a
 *     sandboxed frame or a file) unless that is listed. One without the header is no browser's and let in. Empty lets
 *     every origin in
 * @param subprotocols those that the server speaks; the first one that the client offers, in the client's order, is
 *     taken
 * @param deflate whether and how messages are compressed, where the client offers it
 */
public record UpgradeOptions(List<String> origins, List<String> subprotocols, DeflateOptions deflate) {

    /** Every origin, no subprotocol, no compression. */
    public static final UpgradeOptions DEFAULT = new UpgradeOptions(List.of(), List.of(), DeflateOptions.OFF);

    /** Copies the lists. */
    public UpgradeOptions {
        origins = List.copyOf(origins);
        subprotocols = List.copyOf(subprotocols);
    }
}
