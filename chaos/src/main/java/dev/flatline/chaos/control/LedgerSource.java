package dev.flatline.chaos.control;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A bounded ledger that can be read again and again. Thread-safe. */
public interface LedgerSource {

    /** A ledger in which nothing is ever written. */
    LedgerSource EMPTY = new LedgerSource() {
        @Override
        public List<LedgerEntry> read(long afterSequence, int max) {
            return List.of();
        }

        @Override
        public CompletableFuture<Void> written(long afterSequence) {
            return new CompletableFuture<>();
        }
    };

    /** The members of an object that comes before what is read, such as the time of day; none for no such object. */
    default Map<String, Object> head() {
        return Map.of();
    }

    /**
     * The oldest entries after a sequence number. If those have been dropped the first one's number says so.
     *
     * @param max most entries to return
     */
    List<LedgerEntry> read(long afterSequence, int max);

    /**
     * Completes, on any thread, once there is an entry after a sequence number. Who gives up cancels it, and it is
     * forgotten.
     */
    CompletableFuture<Void> written(long afterSequence);
}
