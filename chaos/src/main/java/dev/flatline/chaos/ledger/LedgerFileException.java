package dev.flatline.chaos.ledger;

import java.io.IOException;

/** A ledger's file cannot be written at the moment; its message says which and why. */
public final class LedgerFileException extends IOException {

    private static final long serialVersionUID = 1;

    /** Creates one. */
    public LedgerFileException(String message, IOException cause) {
        super(message, cause);
    }
}
