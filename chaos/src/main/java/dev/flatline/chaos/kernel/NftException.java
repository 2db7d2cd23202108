package dev.flatline.chaos.kernel;

import java.io.Serial;

/** nft did not do what it was told. The message is one line for people, with what helps. */
final class NftException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final boolean gone;

    NftException(String message) {
        this(message, false);
    }

    private NftException(String message, boolean gone) {
        super(message);
        this.gone = gone;
    }

    /** The namespace that it was for is no more. */
    static NftException ofGone(NetworkNamespace where) {
        return new NftException("the network namespace " + where.id() + " is gone", true);
    }

    /** Whether the namespace that it was for is no more, and all its rules with it. */
    boolean isGone() {
        return gone;
    }
}
