package dev.flatline.server;

import dev.flatline.server.session.Resumption;
import dev.flatline.wire.UpgradeHead;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The upgrade request of a connection, valid during {@link ServerHandler#onOpen} only. */
public final class Handshake {

    private final UpgradeHead head;
    private final @Nullable Resumption resumption;

    Handshake(UpgradeHead head, @Nullable Resumption resumption) {
        this.head = head;
        this.resumption = resumption;
    }

    /** The request target without its query, as sent: not percent-decoded. */
    public String path() {
        return head.path();
    }

    /** The decoded value of the first query parameter with this name. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(QueryText.value(head.query(), name));
    }

    /** The value of a header, its name in any case; several of one name are joined by commas. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.header(name));
    }

    /**
     * Whether the client's session goes on: it was just sent what it missed, but for {@link #lost}. Otherwise it knows nothing
     * of what was sent before. Always false where sessions are not kept.
     */
    public boolean resumed() {
        return resumption != null && !resumption.fresh();
    }

    /** How many messages the client missed that were no longer kept. */
    public long lost() {
        return resumption == null ? 0 : resumption.lost();
    }
}
