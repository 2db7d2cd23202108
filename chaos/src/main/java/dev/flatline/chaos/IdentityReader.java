package dev.flatline.chaos;

import dev.flatline.core.connection.ClientIdentity;
import dev.flatline.wire.UpgradeHead;
import dev.flatline.wire.UpgradeHeadReader;
import dev.flatline.wire.UpgradeOutcome;
import io.netty.buffer.ByteBuf;

/** Learns from the first bytes of a connection whose it is; takes none of them. Confined to the event loop. */
final class IdentityReader {

    private static final String METHOD = "GET ";

    private final UpgradeHeadReader head;
    private int matched;
    private int client = ClientIdentity.UNKNOWN;

    IdentityReader(int maxHeadBytes) {
        head = new UpgradeHeadReader(maxHeadBytes);
    }

    /** Looks at the next bytes; returns whether no further ones are needed. */
    boolean read(ByteBuf bytes) {
        if (!beginsAsUpgrade(bytes)) {
            return true;
        }
        UpgradeOutcome outcome = head.read(bytes.duplicate());
        if (outcome instanceof UpgradeHead upgrade) {
            String value = upgrade.header(ClientIdentity.HEADER);
            client = value == null ? ClientIdentity.UNKNOWN : ClientIdentity.parse(value);
        }
        return outcome != null;
    }

    /** The client, or {@link ClientIdentity#UNKNOWN}. */
    int client() {
        return client;
    }

    /** Releases what is kept of an incomplete head. */
    void close() {
        head.close();
    }

    /** A protocol that is not HTTP is known by its first bytes: its connections do not wait for a head. */
    private boolean beginsAsUpgrade(ByteBuf bytes) {
        int length = Math.min(METHOD.length() - matched, bytes.readableBytes());
        for (int i = 0; i < length; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != METHOD.charAt(matched++)) {
                return false;
            }
        }
        return true;
    }
}
