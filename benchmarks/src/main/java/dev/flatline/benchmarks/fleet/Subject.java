package dev.flatline.benchmarks.fleet;

import java.io.IOException;

/** A fleet under test, in the process that is measured. Its event loop is its own, one. */
interface Subject {

    /**
     * Opens clients at the fleet's rate and waits until all are open.
     *
     * @throws IOException if one failed, or they take too long
     */
    void open(int clients) throws IOException;

    /** Ends all clients and waits for their sockets. */
    void end() throws IOException;

    /** What has happened to the clients so far. */
    Tally tally();
}
