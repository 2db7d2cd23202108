package dev.flatline.chaos.rollback;

/**
 * Where a run writes down what it is about to do to the world outside, with what undoes it. May be used from any thread.
 */
public interface Rollback {

    /** One thing that was written down. */
    interface Step {}

    /**
     * Writes down what undoes an action, before the action is done. On return it survives the end of the process and a loss
     * of power.
     *
     * @throws RollbackException if it cannot be written: then the action must not be done
     */
    Step before(Undo undo) throws RollbackException;

    /**
     * Puts a thing back, verified, and notes that it is.
     *
     * @throws RollbackException if it is not put back; it stays written down
     */
    void undo(Step step) throws RollbackException;
}
