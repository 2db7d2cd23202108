package dev.flatline.chaos.rollback;

import java.util.Set;

/** Whoever can do some kinds of {@link Undo}. */
public interface Healer {

    /** The kinds it knows. */
    Set<String> kinds();

    /**
     * Puts a thing back and verifies that it is. Idempotent: the action may never have been done, may be undone already, and
     * what it was done to may be gone, which all counts as put back.
     *
     * @throws Exception if it is not put back; the message is one line for people
     */
    void heal(Undo undo) throws Exception;

    /**
     * Whether there is anything to put back. Changes nothing.
     *
     * @throws Exception if it cannot be told; the message is one line for people
     */
    default boolean isNeeded(Undo undo) throws Exception {
        return true;
    }
}
