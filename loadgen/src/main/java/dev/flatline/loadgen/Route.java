package dev.flatline.loadgen;

import dev.flatline.wire.SourceAddresses;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all clients of one group have in common that go to one destination. Immutable.
 *
 * @param remote the address to connect to
 * @param sources the local addresses to connect from
 * @param request what is asked for
 * @param tls null for plain TCP
 */
record Route(
        InetSocketAddress remote,
        SourceAddresses sources,
        ClientRequest request,
        @Nullable ClientTls tls) {

    /** The address of a destination; a name is looked up now. */
    static InetSocketAddress remote(Destination destination) throws UnknownHostException {
        Optional<InetSocketAddress> via = destination.via();
        return via.isPresent() ? via.orElseThrow() : destination.target().resolve();
    }
}
