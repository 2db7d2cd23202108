package dev.flatline.server;

import dev.flatline.wire.UpgradeHead;
import java.util.Optional;

/** The upgrade request of a connection, valid during {@link ServerHandler#onOpen} only. */
public final class Handshake {

    private final UpgradeHead head;

    Handshake(UpgradeHead head) {
        this.head = head;
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
}
