package dev.flatline.chaos.kernel;

/** Runs scripts of nft (nftables 0.9 or later). */
@FunctionalInterface
interface Nft {

    /** What becomes of a script. */
    enum Mode {
        /** It is asked whether the kernel would take it, and nothing is changed. */
        CHECK,
        /** It is carried out, whole or not at all. */
        DO
    }

    /**
     * Runs a script and returns what it printed. Blocks for some milliseconds.
     *
     * @throws NftException if it could not be carried out: then nothing has changed
     */
    String run(NetworkNamespace where, Mode mode, String script) throws NftException;
}
