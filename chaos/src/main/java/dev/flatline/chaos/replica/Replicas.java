package dev.flatline.chaos.replica;

import java.util.List;

/** The servers of a run, started and ready. */
public interface Replicas extends AutoCloseable {

    /** They, in the order of their numbers. */
    List<Replica> all();

    /** Which of them ended without a fault of this run, and how: a line each, in the order of time; at most a hundred. */
    List<String> surprises();

    /**
     * Stops watching them, and completes their logs and the list of their ends in the folder they were started with. What was
     * made is removed by the rollback, not here.
     */
    @Override
    void close() throws ReplicaException;
}
