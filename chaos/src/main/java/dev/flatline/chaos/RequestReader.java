package dev.flatline.chaos;

import dev.flatline.chaos.target.HeadFacts;
import dev.flatline.chaos.target.RequestFacts;
import dev.flatline.wire.UpgradeHead;
import dev.flatline.wire.UpgradeHeadReader;
import dev.flatline.wire.UpgradeOutcome;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Learns from the first bytes of a connection what its client asks for; takes none of them. Confined to the event loop. */
final class RequestReader {

    private static final String METHOD = "GET ";

    private final UpgradeHeadReader head;
    private int matched;
    private @Nullable RequestFacts request;

    RequestReader(int maxHeadBytes) {
        head = new UpgradeHeadReader(maxHeadBytes);
    }

    /** Looks at the next bytes; returns whether no further ones are needed. */
    boolean read(ByteBuf bytes) {
        if (!beginsAsUpgrade(bytes)) {
            return true;
        }
        UpgradeOutcome outcome = head.read(bytes.duplicate());
        if (outcome instanceof UpgradeHead upgrade) {
            request = HeadFacts.of(upgrade);
        }
        return outcome != null;
    }

    /** The upgrade request; null if it is none, or not known yet. */
    @Nullable RequestFacts request() {
        return request;
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
