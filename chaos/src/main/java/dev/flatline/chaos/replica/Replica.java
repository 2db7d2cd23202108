package dev.flatline.chaos.replica;

import dev.flatline.core.fault.ReplicaAction;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One server, and what can be done to it. Calls block for as long as the engine or the process takes. {@link #begin} and
 * {@link #end} are called by one thread at a time; the others by any.
 */
public interface Replica {

    /** Its number, from 1. */
    int number();

    /** What it is called where it lives: a container's name, {@code process 4711}. */
    String name();

    /** Where clients on this machine reach it. It stays the same for the run, unless the server comes back elsewhere. */
    InetSocketAddress address();

    /** The process whose network namespace it lives in, as this machine counts; empty when it is not running or elsewhere. */
    OptionalLong pid();

    /** Why this cannot be done to it, in a line; empty if it can. Nothing is changed. */
    Optional<String> refusal(ReplicaAction action);

    /**
     * Does it, after what undoes it has been written to the rollback. Returns when it is done; of a {@link
     * ReplicaAction.CrashLoop} or {@link ReplicaAction.OutOfMemory}, which go on, when it has begun.
     *
     * @throws ReplicaException if it could not be done; what was done of it has been undone, or is by {@link #end}
     */
    void begin(ReplicaAction action) throws ReplicaException;

    /**
     * Undoes it, and waits until the server is as it was: running, ready, with its addresses and limits.
     *
     * @throws ReplicaException if that could not be had; it stays in the rollback
     */
    void end(ReplicaAction action) throws ReplicaException;

    /** What it uses now. */
    ReplicaUse use() throws ReplicaException;
}
