package dev.flatline.wire;

import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The compression of one event loop's connections: the pair of contexts that they share, made on first use, and the way
 * to a {@link Deflation} for each of them. Confined to the loop. Whoever owns the loop closes this, after the connections.
 */
public final class LoopDeflation implements AutoCloseable {

    /** Level 6 makes JSON a tenth smaller than level 1 does, and takes twice the processor time from 16 KiB on. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    private final FrameRole role;
    private final DeflateOptions options;
    private final ContextBudget budget;
    private @Nullable Deflater deflater;
    private @Nullable Inflater inflater;
    private boolean closed;

    /**
     * @param role which end of its connections this is
     * @param budget shared by all loops
     */
    public LoopDeflation(FrameRole role, DeflateOptions options, ContextBudget budget) {
        this.role = role;
        this.options = options;
        this.budget = budget;
    }

    /**
     * A server's decision on what a client offers. Where the budget has no place left, takeover is declined; an offer
     * that can be accepted at all can be accepted without it.
     *
     * @return what the connection compresses with, to be closed with it; empty if it does not compress
     */
    public Optional<Deflation> accept(UpgradeHead head) {
        Optional<DeflateParameters> agreed = DeflateNegotiation.accept(head.extensions(), options);
        if (agreed.isPresent() && agreed.get().takesOver() && !budget.take()) {
            agreed = DeflateNegotiation.accept(head.extensions(), options.withoutTakeover());
        }
        return agreed.map(parameters -> new Deflation(this, parameters));
    }

    /**
     * What a client's connection compresses with, to be closed with it.
     *
     * @param agreed what the server answered
     * @param placeTaken whether the caller took a place in the budget before it offered takeover; without one it must not
     *     have offered any. The place is given back when it is not needed or no longer
     */
    public Deflation open(DeflateParameters agreed, boolean placeTaken) {
        if (agreed.takesOver() && !placeTaken) {
            throw new IllegalArgumentException("takeover was offered without a place in the budget");
        }
        if (placeTaken && !agreed.takesOver()) {
            budget.giveBack();
        }
        return new Deflation(this, agreed);
    }

    /** Ends the shared pair. Idempotent. */
    @Override
    public void close() {
        closed = true;
        if (deflater != null) {
            deflater.end();
            deflater = null;
        }
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }

    FrameRole role() {
        return role;
    }

    int minBytes() {
        return options.minBytes();
    }

    ContextBudget budget() {
        return budget;
    }

    Deflater sharedDeflater() {
        if (deflater == null) {
            deflater = newDeflater();
        }
        return deflater;
    }

    Inflater sharedInflater() {
        if (inflater == null) {
            inflater = newInflater();
        }
        return inflater;
    }

    /** A context for raw DEFLATE data, as the extension has it. */
    Deflater newDeflater() {
        checkOpen();
        return new Deflater(LEVEL, true);
    }

    Inflater newInflater() {
        checkOpen();
        return new Inflater(true);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("compression on an event loop that has ended it");
        }
    }
}
