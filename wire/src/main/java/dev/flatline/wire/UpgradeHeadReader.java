package dev.flatline.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of one upgrade request from successive reads of a connection: a server's first job, and a proxy's way
 * to learn who connects (over {@code in.duplicate()}, so that the bytes are still there to forward).
 *
 * <p>Confined to the connection's event loop; drop it after the outcome.
 */
public final class UpgradeHeadReader {

    public static final int DEFAULT_MAX_BYTES = 8192;

    private final int maxBytes;
    private final HeadReader reader;

    /**
     * @param maxBytes the largest head, from 64; beyond it the outcome is a refusal with status 431
     */
    public UpgradeHeadReader(int maxBytes) {
        this.maxBytes = maxBytes;
        this.reader = new HeadReader(maxBytes);
    }

    /**
     * Takes the head, and none of the bytes behind it, from {@code in}, which stays the caller's. A refused or
     * incomplete head takes all bytes.
     *
     * @return the outcome, or null while more bytes are needed
     */
    public @Nullable UpgradeOutcome read(ByteBuf in) {
        byte[] head = reader.read(in);
        if (head != null) {
            return UpgradeHead.of(head);
        }
        HeadReader.Failure failure = reader.failure();
        if (failure == null) {
            return null;
        }
        return failure == HeadReader.Failure.TOO_LARGE
                ? Refusal.headTooLarge(maxBytes)
                : Refusal.badRequest("the request head has a byte or a line end that HTTP forbids");
    }

    /** Drops the bytes of an incomplete head. Idempotent. */
    public void close() {
        reader.close();
    }
}
