package dev.flatline.chaos.process;

import dev.flatline.chaos.rollback.Healer;
import dev.flatline.chaos.rollback.Rollback;
import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.chaos.rollback.Undo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A rollback that is lost with the process. */
final class MemoryRollback implements Rollback {

    private final Healer healer = new ProcessHealer();
    private final Deque<Written> left = new ArrayDeque<>();

    private record Written(Undo undo) implements Step {}

    @Override
    public Step before(Undo undo) {
        Written written = new Written(undo);
        left.push(written);
        return written;
    }

    @Override
    public void undo(Step step) throws RollbackException {
        try {
            healer.heal(((Written) step).undo());
            left.remove(step);
        } catch (Exception e) {
            throw new RollbackException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is left to be undone, newest first. */
    List<Undo> left() {
        return left.stream().map(Written::undo).toList();
    }

    /** Undoes what is left, newest first. */
    void close() throws RollbackException {
        while (!left.isEmpty()) {
            undo(left.peek());
        }
    }
}
